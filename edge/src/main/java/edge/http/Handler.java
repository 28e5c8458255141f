package edge.http;

/// Answers requests.
@FunctionalInterface
public interface Handler {

    /// Takes over one exchange; called on the event loop of its connection, must not block.
    /// Whatever it throws becomes a 500.
    void handle(Exchange exchange);
}
