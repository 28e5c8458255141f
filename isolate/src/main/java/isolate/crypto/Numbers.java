package isolate.crypto;

import java.math.BigInteger;

/// Unsigned numbers as octets, the highest first.
final class Numbers {
    private Numbers() {}

    static BigInteger read(byte[] octets) {
        return new BigInteger(1, octets);
    }

    /// As few octets as hold it.
    static byte[] shortest(BigInteger number) {
        return fixed(number, Math.max(1, (number.bitLength() + 7) / 8));
    }

    /// So many octets, which must hold it.
    static byte[] fixed(BigInteger number, int octets) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[octets];
        int from = Math.max(0, signed.length - octets);
        System.arraycopy(
                signed, from, fixed, octets - (signed.length - from), signed.length - from);
        return fixed;
    }
}
