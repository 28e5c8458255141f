package spec.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for `localhost` that nobody vouches for, made by the JDK's own tool.
///
/// @param server what a server needs of it
/// @param pem what a client needs to believe it
public record Certificate(SSLContext server, String pem) {
    private static final String PASSWORD = "for this test";

    /// Makes one; the directory is to be empty.
    public static Certificate in(Path directory) {
        try {
            KeyStore keys = keys(directory.resolve("keys"));
            var factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            String body =
                    Base64.getMimeEncoder().encodeToString(keys.getCertificate("a").getEncoded());
            return new Certificate(
                    context,
                    "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("make a certificate", e);
        }
    }

    private static KeyStore keys(Path file)
            throws IOException, GeneralSecurityException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var words =
                List.of(tool, "-genkeypair", "-keystore", file.toString(), "-storepass", PASSWORD);
        var more =
                List.of(
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost");
        var all = new java.util.ArrayList<>(words);
        all.addAll(more);
        int code = new ProcessBuilder(all).redirectErrorStream(true).start().waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
