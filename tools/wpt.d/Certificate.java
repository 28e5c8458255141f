import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A certificate for `localhost` that the suite's server shows and the nodes of this run trust.
record Certificate(Path key, Path certificate, Path trusted) {

    private static final String ALIAS = "wpt";
    private static final String PASSWORD = "changeit";

    /// Makes one in a directory, with the JDK's keytool.
    static Certificate make(Path directory) throws IOException, InterruptedException {
        Path store = directory.resolve("tls.p12");
        var words =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-keysize", "2048",
                        "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
                        "-validity", "7", "-storetype", "PKCS12", "-storepass", PASSWORD,
                        "-keystore", store.toString());
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool made no certificate.");
        }
        try (InputStream in = Files.newInputStream(store)) {
            var own = KeyStore.getInstance("PKCS12");
            own.load(in, PASSWORD.toCharArray());
            return written(own, directory, store);
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate that keytool made cannot be read.", e);
        }
    }

    private static Certificate written(KeyStore own, Path directory, Path store)
            throws IOException, GeneralSecurityException {
        byte[] key = own.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        byte[] certificate = own.getCertificate(ALIAS).getEncoded();
        return new Certificate(
                pem(directory.resolve("key.pem"), "PRIVATE KEY", key),
                pem(directory.resolve("certificate.pem"), "CERTIFICATE", certificate),
                store);
    }

    private static Path pem(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    /// What a Java process is started with to trust it, beside nothing else.
    List<String> trust() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }
}
