package isolate.crypto;

import java.math.BigInteger;

/// Which points make a signature void, whatever it says: the Web Cryptography API's curves refuse
/// those of small order and those written in a second way (RFC 8032 §5.1.3), which the JDK takes.
final class EdPoints {
    private EdPoints() {}

    /// Of order 8 on edwards25519: the ordinates besides 0, 1 and -1 of points of small order.
    private static final BigInteger EIGHTH =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    /// Of the key, and of the signature's first half.
    static boolean areSound(OkpKeys.Open key, byte[] signature) {
        int octets = key.curve().octets;
        return signature.length == 2 * octets
                && isSound(key.curve(), key.octets())
                && isSound(key.curve(), java.util.Arrays.copyOf(signature, octets));
    }

    private static boolean isSound(OkpCurve curve, byte[] point) {
        byte[] reversed = new byte[point.length];
        for (int i = 0; i < point.length; i++) {
            reversed[i] = point[point.length - 1 - i];
        }
        // The highest bit is the sign of the abscissa.
        reversed[0] &= 0x7f;
        BigInteger y = Numbers.read(reversed);
        BigInteger minus = curve.prime.subtract(y);
        return y.compareTo(curve.prime) < 0
                && y.signum() != 0
                && !y.equals(BigInteger.ONE)
                && !minus.equals(BigInteger.ONE)
                && (curve != OkpCurve.Ed25519 || (!y.equals(EIGHTH) && !minus.equals(EIGHTH)));
    }
}
