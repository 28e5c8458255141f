package node.inspect;

import java.util.Set;
import node.json.Json;
import node.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// A debugger's request: `{"id": 1, "method": "Debugger.enable", "params": {}}`.
///
/// @param id names its response
/// @param method domain and name
/// @param params empty where it has none
record Request(long id, String method, Json.Fields params) {

    /// Methods that have paused code go on (`Debugger` in the Chrome DevTools Protocol).
    private static final Set<String> RESUMING =
            Set.of(
                    "Debugger.resume",
                    "Debugger.stepOver",
                    "Debugger.stepInto",
                    "Debugger.stepOut",
                    "Debugger.continueToLocation",
                    "Debugger.restartFrame",
                    "Debugger.disable");

    /// Reads one; null where it is none, which V8 is to say.
    static @Nullable Request of(String text) {
        if (!(JsonReader.read(text).root() instanceof Json.Fields fields)
                || !(fields.get("id") instanceof Json.Numeral number)) {
            return null;
        }
        Long id = number.whole();
        return id == null ? null : new Request(id, fields.text("method"), fields.fields("params"));
    }

    boolean resumes() {
        return RESUMING.contains(method);
    }

    String domain() {
        int dot = method.indexOf('.');
        return dot < 0 ? method : method.substring(0, dot);
    }
}
