package node.tcp;

import io.netty.buffer.ByteBuf;

/// Who has a connection. Told on its loop.
public interface TcpListener {

    /// It stands; `remote` and `local` are addresses with ports.
    void connected(String remote, String local);

    /// From now on it is secret.
    void secured(TlsFacts facts);

    /// Bytes, no more than were asked for; to be released.
    void data(ByteBuf bytes);

    /// The other side sends nothing more.
    void ended();

    /// So many bytes were taken by the connection.
    void written(int bytes);

    /// It does not stand, or no more.
    void failed(TcpFailure failure);
}
