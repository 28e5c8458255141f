package spec.kit;

import java.io.InputStream;
import java.util.Arrays;

/// So many zero bytes.
public final class Zeros extends InputStream {
    private long left;

    /// A stream of that length.
    public Zeros(long length) {
        this.left = length;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (left <= 0) {
            return -1;
        }
        int given = (int) Math.min(left, length);
        Arrays.fill(into, from, from + given, (byte) 0);
        left -= given;
        return given;
    }
}
