package edge.websocket;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;

/// Masks and unmasks (RFC 6455 §5.3), which is the same.
final class Mask {
    private static final int AHEAD_KEYS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private byte[] ahead = new byte[0];
    private int used;

    /// A key that nobody can foresee; they are drawn ahead.
    int next() {
        if (used == ahead.length) {
            ahead = new byte[AHEAD_KEYS * 4];
            RANDOM.nextBytes(ahead);
            used = 0;
        }
        int key = 0;
        for (int i = 0; i < 4; i++) {
            key = key << 8 | (ahead[used++] & 0xff);
        }
        return key;
    }

    /// Changes so many bytes in place, of which the first is that one of its frame.
    static void apply(ByteBuf bytes, int from, int length, int key, long offset) {
        int turned = Integer.rotateLeft(key, (int) (offset & 3) * 8);
        long twice = (long) turned << 32 | (turned & 0xffffffffL);
        int at = from;
        int end = from + length;
        for (; end - at >= 8; at += 8) {
            bytes.setLong(at, bytes.getLong(at) ^ twice);
        }
        for (int shift = 24; at < end; at++, shift = (shift - 8) & 31) {
            bytes.setByte(at, bytes.getByte(at) ^ (turned >>> shift));
        }
    }
}
