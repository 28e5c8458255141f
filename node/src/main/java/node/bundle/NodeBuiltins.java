package node.bundle;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what an import of one of Node's own modules means: it stays an import, by its full name
/// `node:...`, for the isolate to answer.
///
/// A `require` of one cannot stay, since an ECMAScript module has no such function; it is led to a
/// small module that imports it and hands it on, as wrangler does.
final class NodeBuiltins {

    /// The namespace of those small modules.
    static final String REQUIRED = "node-required";

    private static final String NAMES =
            "_tls_common|_tls_wrap|assert|async_hooks|buffer|child_process|cluster|console|constants"
                    + "|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http|http2|https"
                    + "|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline"
                    + "|repl|stream|string_decoder|sys|timers|tls|trace_events|tty|url|util|v8|vm"
                    + "|wasi|worker_threads|zlib";

    /// What an import of one looks like.
    static final String FILTER =
            "^node:|^(" + NAMES + ")(/(promises|posix|win32|web|consumers|strict|types))?$";

    private NodeBuiltins() {}

    /// Whether an input is one of ours rather than a file.
    static boolean isInput(String path) {
        return path.startsWith(REQUIRED + ":");
    }

    static Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> question) {
        String path = Packet.text(question, "path");
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("path", path.startsWith("node:") ? path : "node:" + path);
        if (Packet.text(question, "kind").equals("require-call")) {
            answer.put("namespace", REQUIRED);
        } else {
            answer.put("external", true);
        }
        return answer;
    }

    static Map<String, @Nullable Object> load(Map<String, @Nullable Object> question) {
        String path = Packet.text(question, "path");
        String source = "import whole from '" + path + "'; module.exports = whole;";
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("contents", source.getBytes(StandardCharsets.UTF_8));
        answer.put("loader", "js");
        return answer;
    }
}
