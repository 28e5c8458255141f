package node.https;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The authority of one user: a key that only he can read, and the certificate that he may have his
/// browsers trust. What it signs is valid for names and addresses of this machine and its network
/// alone, so that its key is of little use to a thief.
final class Authority {

    private static final Duration VALID = Duration.ofDays(3650);
    private static final Duration SERVER_VALID = Duration.ofDays(90);
    private static final Set<PosixFilePermission> PRIVATE =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER =
            PosixFilePermissions.fromString("rwx------");

    /// Names that mean nothing outside of a network (RFC 6761, RFC 6762, RFC 8375).
    private static final List<String> NAMES =
            List.of("localhost", "test", "local", "internal", "home.arpa");

    /// Loopback, private and link-local addresses (RFC 1918, RFC 3927, RFC 4193, RFC 4291).
    private static final List<byte[]> RANGES =
            List.of(
                    range(4, 8, 127),
                    range(4, 8, 10),
                    range(4, 12, 172, 16),
                    range(4, 16, 192, 168),
                    range(4, 16, 169, 254),
                    range(16, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
                    range(16, 7, 0xfc),
                    range(16, 10, 0xfe, 0x80));

    private final Path file;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private Authority(Path file, X509Certificate certificate, PrivateKey key) {
        this.file = file;
        this.certificate = certificate;
        this.key = key;
    }

    private static byte[] range(int bytes, int bits, int... address) {
        byte[] range = new byte[2 * bytes];
        for (int i = 0; i < address.length; i++) {
            range[i] = (byte) address[i];
        }
        for (int i = 0; i < bits; i++) {
            range[bytes + i / 8] |= (byte) (0x80 >> (i % 8));
        }
        return range;
    }

    /// The authority in a folder, which is made with it where it is not there.
    ///
    /// @throws IOException with a sentence, when there is none and none can be made
    static Authority in(Path folder) throws IOException {
        Path file = folder.resolve("ca.pem");
        Path keyFile = folder.resolve("ca-key.pem");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
        // Of two that start at once one makes it, and the other one waits.
        try (var channel =
                        FileChannel.open(
                                folder.resolve("lock"),
                                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(PRIVATE));
                var _ = channel.lock()) {
            if (!Files.exists(file) || !Files.exists(keyFile)) {
                make(file, keyFile);
            }
            return read(file, keyFile);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IOException(
                    "The certificate authority in '"
                            + folder
                            + "' cannot be used ("
                            + broken.getMessage()
                            + "); remove that folder to have another one made.",
                    broken);
        }
    }

    private static void make(Path file, Path keyFile) throws IOException, GeneralSecurityException {
        KeyPair pair = Certificate.newKey();
        String name = "Edgewise on " + hostName();
        X509Certificate made =
                new Certificate(
                                name,
                                name,
                                pair.getPublic(),
                                VALID,
                                List.of(
                                        Extension.authority(),
                                        Extension.signsCertificates(),
                                        Extension.subjectKey(pair.getPublic()),
                                        Extension.only(NAMES, RANGES)))
                        .signed(pair.getPrivate());
        write(keyFile, Pem.of("PRIVATE KEY", pair.getPrivate().getEncoded()));
        write(file, Pem.of("CERTIFICATE", made.getEncoded()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException unnamed) {
            return "this machine";
        }
    }

    /// Nobody sees half of it, and nobody else any of it.
    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Authority read(Path file, Path keyFile)
            throws IOException, GeneralSecurityException {
        X509Certificate certificate = Pem.certificate(Files.readString(file));
        PrivateKey key = Pem.key(Files.readString(keyFile));
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        return new Authority(file, certificate, key);
    }

    /// Where its certificate is.
    Path file() {
        return file;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// A certificate of a server with these names and addresses.
    ///
    /// @throws GeneralSecurityException when the key is not that of the authority
    Server server(List<String> names, List<InetAddress> addresses) throws GeneralSecurityException {
        KeyPair pair = Certificate.newKey();
        String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        X509Certificate signed =
                new Certificate(
                                names.getFirst(),
                                issuer,
                                pair.getPublic(),
                                SERVER_VALID,
                                List.of(
                                        Extension.noAuthority(),
                                        Extension.signsHandshakes(),
                                        Extension.forServers(),
                                        Extension.subjectKey(pair.getPublic()),
                                        Extension.authorityKey(certificate.getPublicKey()),
                                        Extension.names(names, addresses)))
                        .signed(key);
        signed.verify(certificate.getPublicKey());
        return new Server(pair.getPrivate(), signed);
    }

    /// A server's key, and who says that it is his.
    record Server(PrivateKey key, X509Certificate certificate) {}
}
