package isolate.crypto;

import isolate.crypto.Key.Pair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

/// Keys for ECDSA and ECDH: SEC 1, RFC 5480, RFC 5915, RFC 7518 §6.2.
///
/// @param curve where the points lie
record EcFamily(Curve curve) implements KeyFamily {
    private static final int POINT = 0xa1;
    private static final int PARAMETERS = 0xa0;

    /// id-ecPublicKey, 1.2.840.10045.2.1, as an element.
    private static byte[] algorithm() {
        return new byte[] {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    }

    private byte[] identifier() {
        return Der.element(Der.SEQUENCE, algorithm(), Der.element(0x06, curve.identifier()));
    }

    @Override
    public Pair generate(Size size, SecureRandom random) throws GeneralSecurityException {
        KeyPair pair = generator(random).generateKeyPair();
        return new Pair(pair.getPublic(), pair.getPrivate());
    }

    private KeyPairGenerator generator(SecureRandom random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(curve.parameters, random);
        return generator;
    }

    @Override
    public PublicKey readSpki(byte[] bytes) throws GeneralSecurityException, Refusal {
        Der outer = new Der(bytes);
        Der key = outer.in(Der.SEQUENCE);
        outer.end();
        readIdentifier(key.in(Der.SEQUENCE));
        byte[] point = key.bits();
        key.end();
        return open(curve.point(point));
    }

    private void readIdentifier(Der identifier) throws Refusal {
        byte[] algorithm = identifier.in(0x06).rest();
        if (!java.util.Arrays.equals(Der.element(0x06, algorithm), algorithm())
                || !curve.isIdentifier(identifier.in(0x06).rest())) {
            throw Refusal.data("The key is for another algorithm or curve.");
        }
        identifier.end();
    }

    @Override
    public Pair readPkcs8(byte[] bytes) throws GeneralSecurityException, Refusal {
        Der outer = new Der(bytes);
        Der key = outer.in(Der.SEQUENCE);
        outer.end();
        key.in(Der.INTEGER);
        readIdentifier(key.in(Der.SEQUENCE));
        Der wrapped = key.in(Der.OCTET_STRING);
        Der inner = wrapped.in(Der.SEQUENCE);
        wrapped.end();
        inner.in(Der.INTEGER);
        byte[] secret = inner.in(Der.OCTET_STRING).rest();
        if (inner.next(PARAMETERS) && !curve.isIdentifier(inner.in(PARAMETERS).in(0x06).rest())) {
            throw Refusal.data("The key names two curves.");
        }
        byte[] point = inner.next(POINT) ? inner.in(POINT).bits() : null;
        inner.end();
        Pair pair = pair(secret);
        if (point != null && !curve.point(point).equals(((ECPublicKey) pair.open()).getW())) {
            throw Refusal.data("The public key does not belong to the private key.");
        }
        return pair;
    }

    /// The pair of a private key.
    private Pair pair(byte[] secret) throws GeneralSecurityException, Refusal {
        BigInteger s = Numbers.read(secret);
        if (secret.length != curve.octets
                || s.signum() == 0
                || s.compareTo(curve.parameters.getOrder()) >= 0) {
            throw Refusal.data("The private key is not a number of the curve's.");
        }
        byte[] reversed = new byte[secret.length];
        for (int i = 0; i < secret.length; i++) {
            reversed[i] = secret[secret.length - 1 - i];
        }
        // The generator reads its randomness with the lowest octet first, modulo the order.
        KeyPair pair = generator(new KeyFamily.KnownSecret(reversed)).generateKeyPair();
        if (!((ECPrivateKey) pair.getPrivate()).getS().equals(s)) {
            throw new IllegalStateException("The JDK makes its EC keys in another way.");
        }
        return new Pair(pair.getPublic(), secret(s));
    }

    private PublicKey open(ECPoint point) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.parameters));
    }

    private PrivateKey secret(BigInteger s) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(s, curve.parameters));
    }

    @Override
    public PublicKey readRaw(byte[] bytes) throws GeneralSecurityException, Refusal {
        return open(curve.point(bytes));
    }

    @Override
    public PublicKey readJwk(byte[][] members) throws GeneralSecurityException, Refusal {
        byte[] x = members[0];
        byte[] y = members[1];
        if (x.length != curve.octets || y.length != curve.octets) {
            throw Refusal.data(
                    "'x' and 'y' must have " + curve.octets + " octets each for this curve.");
        }
        return open(curve.point(Numbers.read(x), Numbers.read(y)));
    }

    @Override
    public Pair readPrivateJwk(byte[][] members) throws GeneralSecurityException, Refusal {
        var open = (ECPublicKey) readJwk(members);
        Pair pair = pair(members[2]);
        if (!open.getW().equals(((ECPublicKey) pair.open()).getW())) {
            throw Refusal.data("'d' does not belong to 'x' and 'y'.");
        }
        return pair;
    }

    @Override
    public byte[] writeSpki(PublicKey key) {
        return Der.element(Der.SEQUENCE, identifier(), Der.bits(writeRaw(key)));
    }

    @Override
    public byte[] writePkcs8(Pair pair) {
        byte[] inner =
                Der.element(
                        Der.SEQUENCE,
                        Der.element(Der.INTEGER, new byte[] {1}),
                        Der.element(Der.OCTET_STRING, secretOctets(pair)),
                        Der.element(POINT, Der.bits(writeRaw(pair.open()))));
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.INTEGER, new byte[1]),
                identifier(),
                Der.element(Der.OCTET_STRING, inner));
    }

    private byte[] secretOctets(Pair pair) {
        return Numbers.fixed(((ECPrivateKey) pair.secret()).getS(), curve.octets);
    }

    @Override
    public byte[] writeRaw(PublicKey key) {
        return curve.encoded(((ECPublicKey) key).getW());
    }

    @Override
    public byte[][] writeJwk(PublicKey key) {
        ECPoint point = ((ECPublicKey) key).getW();
        return new byte[][] {
            Numbers.fixed(point.getAffineX(), curve.octets),
            Numbers.fixed(point.getAffineY(), curve.octets)
        };
    }

    @Override
    public byte[][] writePrivateJwk(Pair pair) {
        byte[][] open = writeJwk(pair.open());
        return new byte[][] {open[0], open[1], secretOctets(pair)};
    }

    @Override
    public int bytes() {
        return 512;
    }
}
