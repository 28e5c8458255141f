package node.inner;

import edge.file.FilePart;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A body between two sides: what one has given and the other has not asked for yet. Who gives is
/// held back by its credit, so that no more than a window waits here.
final class HeldBody {

    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
    private @Nullable FilePart file;
    private long fileAt;
    private long pulled;
    private boolean whole;
    private boolean broken;

    void add(ByteBuf piece) {
        waiting.add(piece);
    }

    /// The body is what a file holds; takes it over.
    void file(FilePart region) {
        file = region;
    }

    void end() {
        whole = true;
    }

    boolean isWhole() {
        return whole;
    }

    /// Whether it is whole and all of it was taken.
    boolean isOver() {
        FilePart of = file;
        return whole && waiting.isEmpty() && (of == null || fileAt == of.length());
    }

    /// Whether the file is another one than it was.
    boolean broken() {
        return broken;
    }

    void pull(int bytes) {
        pulled += bytes;
    }

    /// The next piece that was asked for; null where there is none.
    @Nullable ByteBuf next() {
        FilePart of = file;
        if (pulled <= 0 || broken) {
            return null;
        }
        if (of != null) {
            return fileAt < of.length() ? read(of) : null;
        }
        ByteBuf first = waiting.peek();
        if (first == null) {
            return null;
        }
        if (first.readableBytes() <= pulled) {
            pulled -= first.readableBytes();
            return waiting.poll();
        }
        ByteBuf piece = first.readRetainedSlice((int) pulled);
        pulled = 0;
        return piece;
    }

    private @Nullable ByteBuf read(FilePart of) {
        try {
            ByteBuf piece = of.read(fileAt, pulled);
            fileAt += piece.readableBytes();
            pulled -= piece.readableBytes();
            return piece;
        } catch (IOException e) {
            broken = true;
            return null;
        }
    }

    void close() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
        if (file != null) {
            file.close();
            file = null;
        }
        pulled = 0;
    }
}
