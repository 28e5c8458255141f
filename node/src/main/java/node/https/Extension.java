package node.https;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;

/// An extension of a certificate (RFC 5280 §4.2).
///
/// @param oid what it is
/// @param critical whether whoever does not know it must refuse the certificate
/// @param value its content
record Extension(String oid, boolean critical, byte[] value) {

    byte[] encoded() {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    /// It signs certificates of servers, and no further authorities.
    static Extension authority() {
        byte[] none = Der.integer(java.math.BigInteger.ZERO);
        return new Extension("2.5.29.19", true, Der.sequence(Der.yes(), none));
    }

    static Extension noAuthority() {
        return new Extension("2.5.29.19", true, Der.sequence());
    }

    /// The key signs certificates and lists of revoked ones.
    static Extension signsCertificates() {
        return new Extension("2.5.29.15", true, Der.bits(1, (byte) 0x06));
    }

    /// The key signs handshakes.
    static Extension signsHandshakes() {
        return new Extension("2.5.29.15", true, Der.bits(7, (byte) 0x80));
    }

    /// It is for a server.
    static Extension forServers() {
        byte[] server = Der.oid("1.3.6.1.5.5.7.3.1");
        return new Extension("2.5.29.37", false, Der.sequence(server));
    }

    static Extension subjectKey(PublicKey key) {
        return new Extension("2.5.29.14", false, Der.octets(identifier(key)));
    }

    static Extension authorityKey(PublicKey key) {
        byte[] id = Der.context(0, false, identifier(key));
        return new Extension("2.5.29.35", false, Der.sequence(id));
    }

    /// Any name for the key will do, as long as both sides use the same (RFC 5280 §4.2.1.2).
    private static byte[] identifier(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return java.util.Arrays.copyOf(hash, 20);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }

    /// The names and addresses that a server has.
    static Extension names(List<String> names, List<InetAddress> addresses) {
        byte[] all = new byte[0];
        for (String name : names) {
            all = Der.joined(all, name(name));
        }
        for (InetAddress address : addresses) {
            all = Der.joined(all, Der.context(7, false, address.getAddress()));
        }
        return new Extension("2.5.29.17", false, Der.sequence(all));
    }

    private static byte[] name(String name) {
        return Der.context(2, false, name.getBytes(StandardCharsets.US_ASCII));
    }

    /// The only names and ranges of addresses for which an authority may speak (RFC 5280
    /// §4.2.1.10).
    ///
    /// @param ranges address and mask, one behind the other
    static Extension only(List<String> names, List<byte[]> ranges) {
        byte[] all = new byte[0];
        for (String name : names) {
            all = Der.joined(all, Der.sequence(name(name)));
        }
        for (byte[] range : ranges) {
            all = Der.joined(all, Der.sequence(Der.context(7, false, range)));
        }
        return new Extension("2.5.29.30", true, Der.sequence(Der.context(0, true, all)));
    }
}
