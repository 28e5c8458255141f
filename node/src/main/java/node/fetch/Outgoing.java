package node.fetch;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request as it goes to one server.
///
/// @param method the method
/// @param url whom and what it asks
/// @param headers names in lower case, without those of the connection
/// @param body what goes with it
/// @param socketKey the key of the WebSocket that it asks for; null where it asks for none
record Outgoing(
        String method,
        FetchUrl url,
        List<Map.Entry<String, String>> headers,
        FetchBody body,
        @Nullable String socketKey) {

    /// These belong to a connection, which is the client's own (RFC 9110 §7.6.1), or follow from
    /// the URL and the body.
    private static final Set<String> OWN =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /// These belong to the handshake of a WebSocket, which is the client's own too.
    private static final Set<String> OF_SOCKET =
            Set.of("sec-websocket-extensions", "sec-websocket-key", "sec-websocket-version");

    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /// Checks what a function asks for.
    ///
    /// @throws IllegalArgumentException with a sentence when it cannot be asked
    static Outgoing of(FetchRequest request, FetchBody body) {
        FetchUrl url = FetchUrl.parse(request.url());
        if (url == null) {
            throw new IllegalArgumentException(
                    "'" + request.url() + "' is no http or https URL that can be fetched.");
        }
        String method = request.method();
        HeadRules.checkMethod(method);
        List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers().size());
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            HeadRules.check(name, header.getValue());
            if (!OWN.contains(name) && !(request.socket() && OF_SOCKET.contains(name))) {
                headers.add(Map.entry(name, header.getValue()));
            }
        }
        String key = request.socket() ? SocketHandshake.newKey() : null;
        return new Outgoing(method, url, headers, body, key);
    }

    boolean idempotent() {
        return IDEMPOTENT.contains(method);
    }

    /// The head for the wire.
    HttpRequest head() {
        var factory = DefaultHttpHeadersFactory.headersFactory();
        var head =
                new DefaultHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), url.target(), factory);
        HttpHeaders out = head.headers();
        out.add("host", url.origin().authority());
        headers.forEach(header -> out.add(header.getKey(), header.getValue()));
        if (!out.contains("accept")) {
            out.add("accept", "*/*");
        }
        if (!out.contains("accept-encoding")) {
            out.add("accept-encoding", "gzip");
        }
        if (socketKey != null) {
            SocketHandshake.ask(out, socketKey);
        }
        addLength(out);
        return head;
    }

    private void addLength(HttpHeaders out) {
        switch (body) {
            case FetchBody.None _ -> {
                if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
                    out.add("content-length", "0");
                }
            }
            case FetchBody.Whole whole ->
                    out.add("content-length", String.valueOf(whole.bytes().readableBytes()));
            case FetchBody.Stream(long length) -> {
                if (length >= 0) {
                    out.add("content-length", String.valueOf(length));
                } else {
                    out.add("transfer-encoding", "chunked");
                }
            }
        }
    }

    /// The request that a redirect makes of this one (Fetch Standard §4.4); null when its body
    /// cannot be sent a second time.
    @Nullable Outgoing redirected(int status, FetchUrl to) {
        var redirection = Redirection.of(method, status);
        if (!redirection.bodiless() && body instanceof FetchBody.Stream) {
            return null;
        }
        boolean elsewhere = !to.origin().equals(url.origin());
        return new Outgoing(
                redirection.becomesGet() ? "GET" : method,
                to,
                redirection.kept(headers, elsewhere),
                redirection.bodiless() ? new FetchBody.None() : body,
                socketKey);
    }
}
