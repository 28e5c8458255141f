package node.bundle;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what an import of one of Node's own modules means: it stays an import, by its full name
/// `node:...`, for the isolate to answer.
///
/// A `require` of one cannot stay, since an ECMAScript module has no such function; it is led to a
/// small module that imports it and hands it on, as wrangler does.
final class NodeBuiltins implements Esbuild.Callback {

    private static final int ID = 1;
    private static final String REQUIRED = "node-required";
    private static final String NAMES =
            "_tls_common|_tls_wrap|assert|async_hooks|buffer|child_process|cluster|console|constants"
                    + "|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http|http2|https"
                    + "|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline"
                    + "|repl|stream|string_decoder|sys|timers|tls|trace_events|tty|url|util|v8|vm"
                    + "|wasi|worker_threads|zlib";

    /// What esbuild is told of us at the start.
    static Map<String, @Nullable Object> plugin() {
        String bare = "^(" + NAMES + ")(/(promises|posix|win32|web|consumers|strict|types))?$";
        var plugin = new LinkedHashMap<String, @Nullable Object>();
        plugin.put("name", "node-builtins");
        plugin.put("onStart", false);
        plugin.put("onEnd", false);
        plugin.put("onResolve", List.of(filter(bare), filter("^node:")));
        plugin.put("onLoad", List.of(Map.of("id", ID, "filter", ".*", "namespace", REQUIRED)));
        return plugin;
    }

    private static Map<String, Object> filter(String filter) {
        return Map.of("id", ID, "filter", filter, "namespace", "");
    }

    /// Whether an input is one of ours rather than a file.
    static boolean isInput(String path) {
        return path.startsWith(REQUIRED + ":");
    }

    @Override
    public Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question) {
        return switch (Packet.text(question, "command")) {
            case "on-resolve" -> resolve(question);
            case "on-load" -> load(question);
            // That the work starts, which we need not know.
            default -> Map.of("errors", List.of(), "warnings", List.of());
        };
    }

    private static Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> question) {
        String path = Packet.text(question, "path");
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("id", ID);
        answer.put("path", path.startsWith("node:") ? path : "node:" + path);
        if (Packet.text(question, "kind").equals("require-call")) {
            answer.put("namespace", REQUIRED);
        } else {
            answer.put("external", true);
        }
        return answer;
    }

    private static Map<String, @Nullable Object> load(Map<String, @Nullable Object> question) {
        String path = Packet.text(question, "path");
        String source = "import whole from '" + path + "'; module.exports = whole;";
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("id", ID);
        answer.put("contents", source.getBytes(StandardCharsets.UTF_8));
        answer.put("loader", "js");
        return answer;
    }
}
