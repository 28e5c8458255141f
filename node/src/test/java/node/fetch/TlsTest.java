package node.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static node.fetch.Fetcher.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// TLS against the JDK's server, with a certificate for `localhost` that the JDK's own tool made.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {

    private static final String PASSWORD = "for this test";
    private static final FetchSettings SETTINGS = FetchSettings.defaults(new AddressPolicy(true));

    private final KeyStore keys;
    private final HttpsServer server;

    TlsTest(@TempDir Path directory) throws Exception {
        keys = keys(directory.resolve("keys"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private static KeyStore keys(Path file) throws Exception {
        int code =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD,
                                "-alias",
                                "a",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=DNS:localhost")
                        .redirectErrorStream(true)
                        .start()
                        .waitFor();
        assertThat(code).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    @BeforeAll
    void start() throws Exception {
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        byte[] text = "in secret".repeat(10_000).getBytes(US_ASCII);
                        exchange.sendResponseHeaders(200, text.length);
                        exchange.getResponseBody().write(text);
                    }
                });
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
    }

    private SslContext trusting() throws Exception {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .endpointIdentificationAlgorithm("HTTPS")
                .trustManager((X509Certificate) keys.getCertificate("a"))
                .build();
    }

    private String url(String host) {
        return "https://" + host + ":" + server.getAddress().getPort() + "/";
    }

    @Test
    void a_server_that_is_trusted_answers() throws Exception {
        try (var fetcher = new Fetcher(SETTINGS, trusting())) {
            for (int i = 0; i < 3; i++) {
                var got = fetcher.fetch(get(url("localhost")));

                assertThat(got.failure()).isNull();
                assertThat(got.body()).hasSize(90_000);
            }
            assertThat(fetcher.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        try (var fetcher = new Fetcher(SETTINGS, trusting())) {
            assertThat(fetcher.fetch(get(url("127.0.0.1"))).sentence())
                    .startsWith("No TLS with https://127.0.0.1");
            assertThat(fetcher.connections()).isZero();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        try (var fetcher = new Fetcher(SETTINGS)) {
            assertThat(fetcher.fetch(get(url("localhost"))).sentence())
                    .startsWith("No TLS with https://localhost")
                    .contains("certification path");
        }
    }
}
