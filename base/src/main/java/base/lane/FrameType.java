package base.lane;

/// What a frame of a WebSocket carries.
public enum FrameType {
    /// A piece of a text message, in UTF-8; a character may be parted between two pieces.
    TEXT,
    /// A piece of a binary message.
    BINARY,
    /// The end of this direction: nothing, or a code of two bytes and a reason in UTF-8.
    CLOSE
}
