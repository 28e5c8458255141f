package node.inner;

import edge.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whom code may call by a name in its `env`.
///
/// @param kind what the binding is
/// @param name how a sentence names it
/// @param handler who answers
/// @param asides what the handler is told beside the request, such as `:entrypoint`; the names
///   begin with a colon, which those of headers never do
public record Fetcher(
        Kind kind, String name, Handler handler, List<Map.Entry<String, String>> asides) {

    /// What a binding is.
    public enum Kind {
        /// The app's own files.
        ASSETS,
        /// An app of this node.
        SERVICE
    }

    /// The same with what a caller says of its request, JSON or empty.
    public Fetcher with(String cf) {
        if (cf.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(asides);
        all.add(Map.entry(":cf", cf));
        return new Fetcher(kind, name, handler, all);
    }
}
