package edge.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Bytes of a head being written; used again for each head of a loop.
final class HeadBytes {

    private static final int KEPT_MAX = 64 * 1024;

    private byte[] bytes = new byte[1024];
    private int size;

    void clear() {
        size = 0;
        if (bytes.length > KEPT_MAX) {
            bytes = new byte[1024];
        }
    }

    HeadBytes add(byte[] more) {
        return add(more, more.length);
    }

    /// Adds the first so many of some bytes.
    HeadBytes add(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
        return this;
    }

    HeadBytes add(char c) {
        room(1);
        bytes[size++] = (byte) c;
        return this;
    }

    /// Adds a number in decimal.
    HeadBytes add(long number) {
        room(20);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /// Adds the name of a header; false when a character may not stand there.
    boolean addName(String name) {
        room(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Chars.token(c)) {
                return false;
            }
            bytes[size++] = (byte) c;
        }
        return !name.isEmpty();
    }

    /// Adds the value of a header; false when a character may not stand there.
    boolean addValue(String value) {
        room(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!Chars.value(c)) {
                return false;
            }
            bytes[size++] = (byte) c;
        }
        return true;
    }

    int size() {
        return size;
    }

    void copyTo(ByteBuf out) {
        out.writeBytes(bytes, 0, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
