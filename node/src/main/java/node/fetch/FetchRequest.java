package node.fetch;

import java.util.List;
import java.util.Map;

/// What a function asks for.
///
/// @param method as given; the usual ones in upper case
/// @param url absolute, http or https, without credentials
/// @param headers in order; those of the connection are left out on the way
/// @param redirect what is done with a redirect
/// @param decode whether a compressed answer is unpacked; its length and coding then leave the head
/// @param socket whether a WebSocket is asked for; then the method is GET and there is no body
public record FetchRequest(
        String method,
        String url,
        List<Map.Entry<String, String>> headers,
        Redirect redirect,
        boolean decode,
        boolean socket) {

    /// One that asks for no WebSocket.
    public FetchRequest(
            String method,
            String url,
            List<Map.Entry<String, String>> headers,
            Redirect redirect,
            boolean decode) {
        this(method, url, headers, redirect, decode, false);
    }

    /// The same for a WebSocket.
    public FetchRequest ofSocket() {
        return new FetchRequest(method, url, headers, redirect, decode, true);
    }

    /// What is done with a redirect (Fetch Standard §5.3).
    public enum Redirect {
        /// The answer of the last URL is given.
        FOLLOW,
        /// The redirect itself is given.
        MANUAL,
        /// The call fails.
        ERROR
    }
}
