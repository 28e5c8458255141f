package isolate.crypto;

import isolate.crypto.Key.Pair;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.XECPrivateKey;
import java.util.Arrays;

/// Keys of the curves 25519 and 448: RFC 8410, RFC 8037.
///
/// @param curve which one
record OkpFamily(OkpCurve curve) implements KeyFamily {
    private static final int ATTRIBUTES = 0xa0;
    private static final int PUBLIC_KEY = 0x81;

    @Override
    public Pair generate(Size size, SecureRandom random) throws GeneralSecurityException {
        byte[] secret = new byte[curve.octets];
        random.nextBytes(secret);
        return pair(secret);
    }

    /// The pair of a private key.
    private Pair pair(byte[] secret) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(curve.jdk);
        generator.initialize(
                new java.security.spec.NamedParameterSpec(curve.jdk),
                new KeyFamily.KnownSecret(secret));
        KeyPair made = generator.generateKeyPair();
        byte[] used =
                switch (made.getPrivate()) {
                    case EdECPrivateKey ed -> ed.getBytes().orElseThrow();
                    case XECPrivateKey x -> x.getScalar().orElseThrow();
                    default -> new byte[0];
                };
        if (!Arrays.equals(clamped(used), clamped(secret))) {
            throw new IllegalStateException("The JDK makes its " + curve + " keys in another way.");
        }
        byte[] spki = made.getPublic().getEncoded();
        byte[] open = Arrays.copyOfRange(spki, spki.length - curve.octets, spki.length);
        return new Pair(new OkpKeys.Open(curve, open), new OkpKeys.Secret(curve, secret));
    }

    /// RFC 7748 §5: bits of a scalar that are not the owner's to choose; the JDK keeps them set.
    private byte[] clamped(byte[] secret) {
        byte[] clamped = secret.clone();
        switch (curve) {
            case X25519 -> {
                clamped[0] &= (byte) 248;
                clamped[31] = (byte) ((clamped[31] & 127) | 64);
            }
            case X448 -> {
                clamped[0] &= (byte) 252;
                clamped[55] |= (byte) 128;
            }
            case Ed25519, Ed448 -> {}
        }
        return clamped;
    }

    @Override
    public PublicKey readSpki(byte[] bytes) throws Refusal {
        Der outer = new Der(bytes);
        Der key = outer.in(Der.SEQUENCE);
        outer.end();
        readIdentifier(key.in(Der.SEQUENCE));
        byte[] octets = key.bits();
        key.end();
        return readRaw(octets);
    }

    private void readIdentifier(Der identifier) throws Refusal {
        byte[] octets = identifier.in(0x06).rest();
        if (!Arrays.equals(octets, new byte[] {0x2b, 0x65, (byte) curve.identifier})) {
            throw Refusal.data("The key is for another algorithm than " + curve + ".");
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
        byte[] secret = whole(wrapped.in(Der.OCTET_STRING).rest(), "The private key");
        wrapped.end();
        if (key.next(ATTRIBUTES)) {
            key.in(ATTRIBUTES);
        }
        if (key.next(PUBLIC_KEY)) {
            key.in(PUBLIC_KEY);
        }
        key.end();
        return pair(secret);
    }

    @Override
    public PublicKey readRaw(byte[] bytes) throws Refusal {
        return new OkpKeys.Open(curve, whole(bytes, "The public key"));
    }

    @Override
    public PublicKey readJwk(byte[][] members) throws Refusal {
        return readRaw(members[0]);
    }

    @Override
    public Pair readPrivateJwk(byte[][] members) throws GeneralSecurityException, Refusal {
        Pair pair = pair(whole(members[1], "'d'"));
        if (!Arrays.equals(((OkpKeys.Open) pair.open()).octets(), whole(members[0], "'x'"))) {
            throw Refusal.data("'d' does not belong to 'x'.");
        }
        return pair;
    }

    private byte[] whole(byte[] octets, String what) throws Refusal {
        if (octets.length != curve.octets) {
            throw Refusal.data(
                    what
                            + " has "
                            + octets.length
                            + " octets; "
                            + curve
                            + "'s have "
                            + curve.octets
                            + ".");
        }
        return octets;
    }

    @Override
    public byte[] writeSpki(PublicKey key) {
        return key.getEncoded();
    }

    @Override
    public byte[] writePkcs8(Pair pair) {
        return ((OkpKeys.Secret) pair.secret()).encoded();
    }

    @Override
    public byte[] writeRaw(PublicKey key) {
        return ((OkpKeys.Open) key).octets();
    }

    @Override
    public byte[][] writeJwk(PublicKey key) {
        return new byte[][] {writeRaw(key)};
    }

    @Override
    public byte[][] writePrivateJwk(Pair pair) {
        return new byte[][] {writeRaw(pair.open()), ((OkpKeys.Secret) pair.secret()).octets()};
    }

    @Override
    public int bytes() {
        return 256;
    }
}
