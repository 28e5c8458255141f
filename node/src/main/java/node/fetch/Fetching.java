package node.fetch;

import io.netty.buffer.ByteBuf;

/// A request under way, from the side of whoever asks; what becomes of it is told to a
/// [FetchListener]. On one event loop.
public interface Fetching {

    /// Sends a piece of a streamed body; takes the buffer over.
    void write(ByteBuf piece);

    /// The streamed body is whole.
    void finishBody();

    /// Raises what may be given of the answer's body by that many bytes; gives what is there.
    void pull(int bytes);

    /// Gives the request up; the listener hears nothing more.
    void cancel();
}
