package isolate.crypto;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The little of ASN.1's distinguished encoding (X.690 §10) that keys are written in.
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private final int end;
    private int at;

    Der(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Der(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    boolean more() {
        return at < end;
    }

    /// Whether an element of that tag comes next.
    boolean next(int tag) {
        return more() && (bytes[at] & 0xff) == tag;
    }

    /// Goes into the next element, which must have that tag.
    Der in(int tag) throws Refusal {
        if (!next(tag)) {
            throw malformed();
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw malformed();
        }
        var inside = new Der(bytes, at, at + length);
        at += length;
        return inside;
    }

    private int length() throws Refusal {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7f;
        if (octets == 0 || octets > 3) {
            throw malformed();
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | octet();
        }
        if (length < 0x80 || length < (1 << (8 * (octets - 1)))) {
            throw malformed();
        }
        return length;
    }

    int octet() throws Refusal {
        if (!more()) {
            throw malformed();
        }
        return bytes[at++] & 0xff;
    }

    /// What is left.
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /// Nothing may be left.
    void end() throws Refusal {
        if (more()) {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return Refusal.data("The key is not well-formed DER of its format.");
    }

    /// An element with these parts inside.
    static byte[] element(int tag, byte[]... parts) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /// A bit string of whole octets.
    static byte[] bits(byte[] octets) {
        return element(BIT_STRING, new byte[1], octets);
    }

    /// The octets of a bit string that has no spare bits.
    byte[] bits() throws Refusal {
        Der inside = in(BIT_STRING);
        if (inside.octet() != 0) {
            throw malformed();
        }
        return inside.rest();
    }
}
