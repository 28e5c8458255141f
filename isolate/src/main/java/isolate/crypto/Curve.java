package isolate.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;

/// The NIST curves y² = x³ + ax + b of FIPS 186-4, and how their points are written (SEC 1 §2.3).
final class Curve {
    static final Curve P_256 =
            new Curve("secp256r1", 32, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07);
    static final Curve P_384 = new Curve("secp384r1", 48, 0x2b, 0x81, 0x04, 0x00, 0x22);
    static final Curve P_521 = new Curve("secp521r1", 66, 0x2b, 0x81, 0x04, 0x00, 0x23);

    /// The octets of a coordinate.
    final int octets;

    final ECParameterSpec parameters;
    private final byte[] identifier;

    private Curve(String name, int octets, int... identifier) {
        this.octets = octets;
        this.identifier = new byte[identifier.length];
        for (int i = 0; i < identifier.length; i++) {
            this.identifier[i] = (byte) identifier[i];
        }
        try {
            var found = AlgorithmParameters.getInstance("EC");
            found.init(new ECGenParameterSpec(name));
            parameters = found.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the curve " + name, e);
        }
    }

    /// The octets of its object identifier.
    byte[] identifier() {
        return identifier.clone();
    }

    boolean isIdentifier(byte[] octetsOfOne) {
        return Arrays.equals(identifier, octetsOfOne);
    }

    /// A point of the curve, compressed or not.
    ECPoint point(byte[] encoded) throws Refusal {
        if (encoded.length == 1 + 2 * octets && encoded[0] == 4) {
            return point(
                    number(encoded, 1, 1 + octets), number(encoded, 1 + octets, encoded.length));
        }
        if (encoded.length == 1 + octets && (encoded[0] == 2 || encoded[0] == 3)) {
            BigInteger x = number(encoded, 1, encoded.length);
            return point(x, root(x, encoded[0] == 3));
        }
        throw Refusal.data("The point is not written as the curve's points are.");
    }

    /// The point with these coordinates, if the curve has it.
    ECPoint point(BigInteger x, BigInteger y) throws Refusal {
        BigInteger p = prime();
        if (x.compareTo(p) >= 0
                || y.compareTo(p) >= 0
                || !y.multiply(y).mod(p).equals(rightSide(x))) {
            throw Refusal.data("The point is not on the curve.");
        }
        return new ECPoint(x, y);
    }

    /// The square root for a compressed point: each p here is 3 modulo 4.
    private BigInteger root(BigInteger x, boolean odd) {
        BigInteger p = prime();
        BigInteger y = rightSide(x).modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        return y.testBit(0) == odd ? y : p.subtract(y);
    }

    private BigInteger rightSide(BigInteger x) {
        var curve = parameters.getCurve();
        return x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime());
    }

    private BigInteger prime() {
        return ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    byte[] encoded(ECPoint point) {
        byte[] encoded = new byte[1 + 2 * octets];
        encoded[0] = 4;
        System.arraycopy(Numbers.fixed(point.getAffineX(), octets), 0, encoded, 1, octets);
        System.arraycopy(Numbers.fixed(point.getAffineY(), octets), 0, encoded, 1 + octets, octets);
        return encoded;
    }

    private static BigInteger number(byte[] bytes, int from, int to) {
        return new BigInteger(1, bytes, from, to - from);
    }
}
