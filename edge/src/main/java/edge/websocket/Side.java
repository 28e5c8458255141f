package edge.websocket;

/// Who of the two we are.
public enum Side {
    /// The one that was asked; the other one masks.
    SERVER,
    /// The one that asks, and masks (RFC 6455 §5.3).
    CLIENT
}
