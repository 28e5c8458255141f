package isolate.crypto;

import isolate.crypto.Key.Pair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;

/// RSA keys: RFC 8017, RFC 3279 §2.3.1, RFC 7518 §6.3.
record RsaFamily() implements KeyFamily {
    /// A private operation of this size takes some 15 ms, during which nobody can stop it.
    private static final int BITS_MAX = 4096;

    private static final int BITS_MIN = 512;

    /// An exponent of this size makes a public operation as cheap as it is meant to be.
    private static final int EXPONENT_BITS_MAX = 64;

    @Override
    public Pair generate(Size size, SecureRandom random) throws GeneralSecurityException, Refusal {
        BigInteger exponent = size.exponent();
        if (size.bits() < BITS_MIN || size.bits() > BITS_MAX) {
            throw Refusal.operation(
                    "'modulusLength' is "
                            + size.bits()
                            + "; it is "
                            + BITS_MIN
                            + " to "
                            + BITS_MAX
                            + ".");
        }
        if (exponent.compareTo(BigInteger.TWO) <= 0
                || !exponent.testBit(0)
                || exponent.bitLength() > EXPONENT_BITS_MAX) {
            throw Refusal.operation(
                    "'publicExponent' must be an odd number from 3 of at most "
                            + EXPONENT_BITS_MAX
                            + " bits.");
        }
        var made = new RsaPrimes(random).key(size.bits(), exponent);
        return pair((RSAPrivateCrtKey) factory().generatePrivate(made));
    }

    @Override
    public PublicKey readSpki(byte[] bytes) throws GeneralSecurityException, Refusal {
        return checked(factory().generatePublic(new X509EncodedKeySpec(bytes)));
    }

    @Override
    public Pair readPkcs8(byte[] bytes) throws GeneralSecurityException, Refusal {
        if (!(factory().generatePrivate(new PKCS8EncodedKeySpec(bytes))
                instanceof RSAPrivateCrtKey key)) {
            throw Refusal.data("The private key lacks its primes.");
        }
        return pair(key);
    }

    private static Pair pair(RSAPrivateCrtKey key) throws GeneralSecurityException, Refusal {
        checked(key);
        var open = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        if (!key.getPrimeP().multiply(key.getPrimeQ()).equals(key.getModulus())) {
            throw Refusal.data("The modulus is not the product of the primes.");
        }
        return new Pair(checked(factory().generatePublic(open)), key);
    }

    /// No number of it is larger than a modulus may be; before anything is reckoned with them.
    private static void checked(RSAPrivateCrtKey key) throws Refusal {
        for (BigInteger number :
                List.of(
                        key.getModulus(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient())) {
            if (number.bitLength() > BITS_MAX) {
                throw Refusal.data("A number of the private key has more than 4096 bits.");
            }
        }
    }

    private static PublicKey checked(PublicKey key) throws Refusal {
        var rsa = (RSAPublicKey) key;
        if (rsa.getModulus().bitLength() > BITS_MAX
                || rsa.getPublicExponent().bitLength() > EXPONENT_BITS_MAX) {
            throw Refusal.data(
                    "The modulus may have "
                            + BITS_MAX
                            + " bits, the public exponent "
                            + EXPONENT_BITS_MAX
                            + ".");
        }
        return key;
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA");
    }

    @Override
    public PublicKey readRaw(byte[] bytes) throws Refusal {
        throw Refusal.data("RSA keys have no raw format.");
    }

    /// n, e.
    @Override
    public PublicKey readJwk(byte[][] members) throws GeneralSecurityException, Refusal {
        var spec = new RSAPublicKeySpec(Numbers.read(members[0]), Numbers.read(members[1]));
        return checked(factory().generatePublic(spec));
    }

    /// n, e, d, p, q, dp, dq, qi.
    @Override
    public Pair readPrivateJwk(byte[][] members) throws GeneralSecurityException, Refusal {
        BigInteger[] numbers = new BigInteger[8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Numbers.read(members[i]);
        }
        var spec =
                new RSAPrivateCrtKeySpec(
                        numbers[0],
                        numbers[1],
                        numbers[2],
                        numbers[3],
                        numbers[4],
                        numbers[5],
                        numbers[6],
                        numbers[7]);
        return pair((RSAPrivateCrtKey) factory().generatePrivate(spec));
    }

    @Override
    public byte[] writeSpki(PublicKey key) {
        return key.getEncoded();
    }

    @Override
    public byte[] writePkcs8(Pair pair) {
        return pair.secret().getEncoded();
    }

    /// Not a format of RSA's, but how one learns the public exponent.
    @Override
    public byte[] writeRaw(PublicKey key) {
        return Numbers.shortest(((RSAPublicKey) key).getPublicExponent());
    }

    @Override
    public byte[][] writeJwk(PublicKey key) {
        var rsa = (RSAPublicKey) key;
        return new byte[][] {
            Numbers.shortest(rsa.getModulus()), Numbers.shortest(rsa.getPublicExponent())
        };
    }

    @Override
    public byte[][] writePrivateJwk(Pair pair) {
        var key = (RSAPrivateCrtKey) pair.secret();
        return new byte[][] {
            Numbers.shortest(key.getModulus()),
            Numbers.shortest(key.getPublicExponent()),
            Numbers.shortest(key.getPrivateExponent()),
            Numbers.shortest(key.getPrimeP()),
            Numbers.shortest(key.getPrimeQ()),
            Numbers.shortest(key.getPrimeExponentP()),
            Numbers.shortest(key.getPrimeExponentQ()),
            Numbers.shortest(key.getCrtCoefficient())
        };
    }

    @Override
    public int bytes() {
        return 1024;
    }
}
