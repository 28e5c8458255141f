package edge.http;

import java.util.List;
import java.util.Map;

/// The head of a response as a handler gives it. `Content-Length`, `Transfer-Encoding`,
/// `Connection`, `Date` are the edge's own.
///
/// @param status 200 to 599
/// @param reason reason phrase, or empty for the usual one
/// @param headers in order; several of one name stay several lines
/// @param bodyBytes length of the body where it is known, -1 where it is not; the edge then sends
///   chunks
public record ResponseHead(
        int status, String reason, List<Map.Entry<String, String>> headers, long bodyBytes) {

    /// The same with another length of the body.
    public ResponseHead bodyBytes(long bytes) {
        return bytes == bodyBytes ? this : new ResponseHead(status, reason, headers, bytes);
    }
}
