package isolate.crypto;

/// The hash functions that other algorithms are built of; the web's are among them.
enum Hash {
    MD5("MD5", "MD5"),
    SHA_1("SHA-1", "SHA1"),
    SHA_224("SHA-224", "SHA224"),
    SHA_256("SHA-256", "SHA256"),
    SHA_384("SHA-384", "SHA384"),
    SHA_512("SHA-512", "SHA512"),
    SHA_512_224("SHA-512/224", "SHA512/224"),
    SHA_512_256("SHA-512/256", "SHA512/256"),
    SHA3_224("SHA3-224", "SHA3-224"),
    SHA3_256("SHA3-256", "SHA3-256"),
    SHA3_384("SHA3-384", "SHA3-384"),
    SHA3_512("SHA3-512", "SHA3-512");

    /// The name that the web and the JDK share.
    final String digest;

    private final String part;

    Hash(String digest, String part) {
        this.digest = digest;
        this.part = part;
    }

    static Hash named(String name) {
        for (Hash hash : values()) {
            if (hash.digest.equals(name)) {
                return hash;
            }
        }
        throw new IllegalArgumentException("There is no hash named '" + name + "'.");
    }

    /// The JDK's name of its HMAC.
    String mac() {
        return "Hmac" + part;
    }

    /// The JDK's name of a signature with it.
    String with(String signature) {
        return part + "with" + signature;
    }
}
