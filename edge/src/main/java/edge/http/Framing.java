package edge.http;

/// How the end of a response body is told (RFC 9112 §6.3).
sealed interface Framing {

    /// There is no body, nor a length of one.
    record None() implements Framing {}

    /// `Content-Length` tells.
    record Sized(long bytes) implements Framing {}

    /// A last chunk tells.
    record Chunked() implements Framing {}

    /// The end of the connection tells; for HTTP/1.0 only.
    record UntilClose() implements Framing {}

    None NONE = new None();
    Chunked CHUNKED = new Chunked();
    UntilClose UNTIL_CLOSE = new UntilClose();

    /// The framing of an answer.
    static Framing of(ResponseHead head, boolean headOnly, boolean http10) {
        int status = head.status();
        if (status == 204 || status == 304) {
            return NONE;
        }
        if (head.bodyBytes() >= 0) {
            return new Sized(head.bodyBytes());
        }
        if (headOnly) {
            return NONE;
        }
        return http10 ? UNTIL_CLOSE : CHUNKED;
    }
}
