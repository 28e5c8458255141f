package edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// An error as a client reads it: the problem document of RFC 9457.
///
/// @param status 400 to 599
/// @param title the usual phrase of that status
/// @param detail one sentence that names the thing, the value and the rule
public record Problem(int status, String title, String detail) {

    private static final Map.Entry<String, String> TYPE =
            Map.entry("content-type", "application/problem+json");

    /// A problem under the usual phrase of its status.
    public static Problem of(int status, String detail) {
        return new Problem(status, HttpResponseStatus.valueOf(status).reasonPhrase(), detail);
    }

    /// Answers an exchange whose head was not sent yet.
    public void answer(Exchange exchange) {
        exchange.respond(head(), body());
    }

    /// The head that belongs to [#body()].
    public ResponseHead head() {
        return new ResponseHead(status, "", List.of(TYPE), -1);
    }

    /// The document as UTF-8.
    public ByteBuf body() {
        return Unpooled.wrappedBuffer(json().getBytes(StandardCharsets.UTF_8));
    }

    /// The document.
    public String json() {
        var out = new StringBuilder(96 + detail.length());
        out.append("{\"type\":\"about:blank\",\"title\":");
        quote(out, title);
        out.append(",\"status\":").append(status).append(",\"detail\":");
        quote(out, detail);
        return out.append("}\n").toString();
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
