package edge.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The head of a request, checked: no control characters, one meaning.
///
/// @param method as sent, upper case for the known ones
/// @param scheme `http` or `https`
/// @param authority host and port as the client named them, lower case
/// @param target path and query in origin form, beginning with `/`
/// @param headers in the order sent, names in lower case; without the hop-by-hop ones
/// @param bodyBytes length of the body; 0 when there is none, -1 when it comes in chunks
/// @param client address of the other end
public record RequestHead(
        String method,
        String scheme,
        String authority,
        String target,
        List<Map.Entry<String, String>> headers,
        long bodyBytes,
        InetSocketAddress client) {

    /// The first value of a header, by its name in lower case; null where it was not sent.
    public @Nullable String header(String name) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equals(name)) {
                return header.getValue();
            }
        }
        return null;
    }

    /// The authority without its port.
    public String host() {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
