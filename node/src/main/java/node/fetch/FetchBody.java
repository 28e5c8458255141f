package node.fetch;

import io.netty.buffer.ByteBuf;

/// What is sent with a request.
public sealed interface FetchBody {

    /// Nothing.
    record None() implements FetchBody {}

    /// All of it; the call takes the buffer over, and may send it again after a redirect.
    record Whole(ByteBuf bytes) implements FetchBody {}

    /// What is written to the call.
    ///
    /// @param length how many bytes, or -1 where it is not known: then it goes in chunks
    record Stream(long length) implements FetchBody {}
}
