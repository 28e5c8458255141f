package edge.file;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.handler.stream.ChunkedInput;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A part of an open file. Whoever has it sends it in one of its three ways or closes it.
public final class FilePart implements AutoCloseable {

    private static final int PIECE_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final long from;
    private final long length;

    private FilePart(FileChannel channel, long from, long length) {
        this.channel = channel;
        this.from = from;
        this.length = length;
    }

    /// Opens a part of a file that has so many bytes.
    ///
    /// @throws IOException when it is not there any more, or has another size
    public static FilePart open(Path file, long size, long from, long length) throws IOException {
        var channel =
                FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        if (channel.size() != size) {
            channel.close();
            throw new IOException("'" + file + "' has another size than it had");
        }
        return new FilePart(channel, from, length);
    }

    /// How many bytes it has.
    public long length() {
        return length;
    }

    /// For the kernel, which sends it out of its page cache; takes the file over.
    public FileRegion region() {
        return new DefaultFileRegion(channel, from, length);
    }

    /// For a pipeline that must see the bytes; takes the file over.
    ///
    /// @throws IOException when the file cannot be read
    public ChunkedInput<ByteBuf> pieces() throws IOException {
        return new ChunkedNioFile(channel, from, length, PIECE_BYTES);
    }

    /// A piece of at least one byte and at most so many, from a position within the part on.
    ///
    /// @throws IOException when the file ends before
    public ByteBuf read(long at, long most) throws IOException {
        int bytes = (int) Math.min(PIECE_BYTES, Math.min(most, length - at));
        ByteBuf piece = ByteBufAllocator.DEFAULT.directBuffer(bytes);
        boolean read = false;
        try {
            read = piece.writeBytes(channel, from + at, bytes) > 0;
        } finally {
            if (!read) {
                piece.release();
            }
        }
        if (!read) {
            throw new EOFException("the file has become shorter");
        }
        return piece;
    }

    /// Nothing of it is sent, or nothing more.
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unread) {
            // It was read only: nothing is lost with it.
        }
    }
}
