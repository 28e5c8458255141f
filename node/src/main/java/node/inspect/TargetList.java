package node.inspect;

import java.util.List;
import node.json.JsonText;

/// The documents by which debuggers find what there is to debug, as Node.js writes them.
final class TargetList {
    private TargetList() {}

    /// `/json/version`
    static String version() {
        return "{\"Browser\":\"edgewise\",\"Protocol-Version\":\"1.3\"}";
    }

    /// `/json/list`; `host` is what the asker called this server.
    static String of(List<Target> targets, String host) {
        var out = new StringBuilder("[");
        for (Target target : targets) {
            out.append(out.length() == 1 ? "" : ",");
            describe(target, host + "/" + target.id(), out);
        }
        return out.append("]").toString();
    }

    private static void describe(Target target, String address, StringBuilder out) {
        field(out.append('{'), "description", "edgewise app");
        String frontend = frontend(address);
        field(out.append(','), "devtoolsFrontendUrl", frontend);
        field(out.append(','), "devtoolsFrontendUrlCompat", frontend);
        field(out.append(','), "id", target.id());
        field(out.append(','), "title", target.app());
        field(out.append(','), "type", "node");
        field(out.append(','), "url", target.scriptUrl());
        field(out.append(','), "webSocketDebuggerUrl", "ws://" + address);
        out.append('}');
    }

    /// Where Chrome has its DevTools for a target.
    static String frontend(String address) {
        return "devtools://devtools/bundled/js_app.html?experiments=true&v8only=true&ws=" + address;
    }

    private static void field(StringBuilder out, String name, String value) {
        var json = new JsonText(out);
        json.text(name);
        out.append(':');
        json.text(value);
    }
}
