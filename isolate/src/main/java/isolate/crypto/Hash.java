package isolate.crypto;

/// The hash functions that other algorithms are built of.
enum Hash {
    SHA_1("SHA-1", "SHA1"),
    SHA_256("SHA-256", "SHA256"),
    SHA_384("SHA-384", "SHA384"),
    SHA_512("SHA-512", "SHA512");

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
