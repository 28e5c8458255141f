package edge.http;

import java.lang.System.Logger.Level;

/// Answers requests.
@FunctionalInterface
public interface Handler {

    /// Takes over one exchange; called on the event loop of its connection, must not block.
    /// Whatever it throws becomes a 500.
    void handle(Exchange exchange);

    /// Told of a bug in answering: what was thrown, or the rule of HTTP that the answer broke. The
    /// client was already answered with a 500, or cut off where the answer had begun.
    default void failed(RequestHead head, Throwable cause) {
        System.getLogger("edge.http")
                .log(Level.WARNING, head.method() + " " + head.target() + " failed", cause);
    }
}
