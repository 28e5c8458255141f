package isolate.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.spec.RSAPrivateCrtKeySpec;

/// RSA keys of random probable primes (FIPS 186-5 §A.1.3).
///
/// The JDK's search ends each prime with a Lucas test of some 80 ms that nobody can interrupt; here
/// the longest step is one exponentiation, and before each the source of randomness is asked, which
/// throws when the isolate was stopped.
///
/// @param random where candidates and witnesses come from
record RsaPrimes(SecureRandom random) {
    /// More than FIPS 186-5 table B.1 asks for, at any size that is made here.
    private static final int ROUNDS = 8;

    private static final int ROUNDS_BELOW_1024_BITS = 40;
    private static final int SMALL_PRIMES_MAX = 1000;

    /// The product of the small odd primes: a candidate that shares a factor with it is none.
    private static final BigInteger SMALL_PRIMES = product();

    private static BigInteger product() {
        BigInteger product = BigInteger.ONE;
        for (int i = 3; i < SMALL_PRIMES_MAX; i += 2) {
            BigInteger odd = BigInteger.valueOf(i);
            if (product.gcd(odd).equals(BigInteger.ONE)) {
                product = product.multiply(odd);
            }
        }
        return product;
    }

    /// The numbers of a fresh key.
    RSAPrivateCrtKeySpec key(int bits, BigInteger exponent) {
        while (true) {
            BigInteger p = prime((bits + 1) / 2, exponent);
            BigInteger q = prime(bits / 2, exponent);
            BigInteger modulus = p.multiply(q);
            BigInteger p1 = p.subtract(BigInteger.ONE);
            BigInteger q1 = q.subtract(BigInteger.ONE);
            BigInteger d = exponent.modInverse(p1.divide(p1.gcd(q1)).multiply(q1));
            if (modulus.bitLength() == bits
                    && p.subtract(q).abs().bitLength() > bits / 2 - 100
                    && d.bitLength() > bits / 2) {
                return new RSAPrivateCrtKeySpec(
                        modulus, exponent, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p));
            }
        }
    }

    private BigInteger prime(int bits, BigInteger exponent) {
        while (true) {
            // Two high bits, so that the product of two has all of its bits.
            BigInteger candidate =
                    new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2).setBit(0);
            if (candidate.gcd(SMALL_PRIMES).equals(BigInteger.ONE)
                    && candidate.subtract(BigInteger.ONE).gcd(exponent).equals(BigInteger.ONE)
                    && isProbablePrime(candidate)) {
                return candidate;
            }
        }
    }

    /// Miller and Rabin's test (FIPS 186-5 §B.3.1).
    private boolean isProbablePrime(BigInteger candidate) {
        BigInteger less = candidate.subtract(BigInteger.ONE);
        int twos = less.getLowestSetBit();
        BigInteger odd = less.shiftRight(twos);
        int rounds = candidate.bitLength() < 1024 ? ROUNDS_BELOW_1024_BITS : ROUNDS;
        for (int i = 0; i < rounds; i++) {
            BigInteger power = witness(less).modPow(odd, candidate);
            if (!power.equals(BigInteger.ONE) && !reaches(less, power, twos, candidate)) {
                return false;
            }
        }
        return true;
    }

    /// Whether squaring it fewer than so many times gives -1.
    private static boolean reaches(
            BigInteger minusOne, BigInteger power, int twos, BigInteger modulus) {
        BigInteger square = power;
        for (int i = 0; i < twos; i++) {
            if (square.equals(minusOne)) {
                return true;
            }
            square = square.multiply(square).mod(modulus);
        }
        return false;
    }

    /// Between 2 and the candidate less 2.
    private BigInteger witness(BigInteger less) {
        while (true) {
            BigInteger witness = new BigInteger(less.bitLength(), random);
            if (witness.compareTo(BigInteger.ONE) > 0 && witness.compareTo(less) < 0) {
                return witness;
            }
        }
    }
}
