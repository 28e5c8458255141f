package isolate.crypto;

import java.math.BigInteger;

/// The curves of RFC 7748 and RFC 8032, with what sets their keys apart.
enum OkpCurve {
    X25519("X25519", 110, 32, BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19))),
    X448(
            "X448",
            111,
            56,
            BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE)),
    Ed25519("Ed25519", 112, 32, X25519.prime),
    Ed448("Ed448", 113, 57, X448.prime);

    /// The JDK's name.
    final String jdk;

    /// The last octet of its object identifier, 1.3.101.x.
    final int identifier;

    /// The octets of a key, public or private.
    final int octets;

    /// The field's modulus.
    final BigInteger prime;

    OkpCurve(String jdk, int identifier, int octets, BigInteger prime) {
        this.jdk = jdk;
        this.identifier = identifier;
        this.octets = octets;
        this.prime = prime;
    }
}
