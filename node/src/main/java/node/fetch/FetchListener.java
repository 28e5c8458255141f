package node.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// Who is told what becomes of a call; always on the client's loop. After [#end()] or
/// [#failed(String)] nothing more is told.
public interface FetchListener {

    /// The answer begins.
    void head(FetchResponse head);

    /// The answer is a WebSocket, which was asked for: the channel is the listener's from now on,
    /// and carries frames. Nothing more is told.
    default void upgraded(FetchResponse head, Channel channel) {
        var _ = channel.close();
    }

    /// A piece of its body, at most what was pulled; the listener releases it.
    void data(ByteBuf data);

    /// The body of the answer is whole.
    void end();

    /// So many bytes of the request's body were taken by the socket, or are no longer wanted.
    void written(int bytes);

    /// There is no answer, or no more of it; the sentence says why.
    void failed(String sentence);
}
