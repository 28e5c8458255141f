package node.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import base.Limits;
import edge.assets.AssetRules;
import edge.assets.Assets;
import edge.http.Handler;
import edge.http.HttpServer;
import edge.http.Loops;
import edge.http.ResponseHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalTlsTest {

    private static final Handler URL =
            exchange -> {
                var head = exchange.head();
                String url = head.scheme() + "://" + head.authority() + head.target();
                exchange.respond(
                        new ResponseHead(200, "", List.of(), -1),
                        Unpooled.copiedBuffer(url, StandardCharsets.UTF_8));
            };

    private final EventLoopGroup loops = Loops.start(1);
    @TempDir private Path home;

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private LocalTls local(String... hosts) throws IOException {
        return LocalTls.local(
                Map.of("XDG_DATA_HOME", home.toString()), "127.0.0.1", List.of(hosts));
    }

    private HttpServer serve(LocalTls tls, Handler handler) throws IOException {
        return HttpServer.start(loops, "127.0.0.1", 0, Limits.Http.DEFAULT, handler, tls.context());
    }

    /// A client that trusts one authority and nobody else.
    private static HttpClient trusting(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", Pem.certificate(Files.readString(authority)));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpRequest request(HttpServer server, String host, String path) {
        return HttpRequest.newBuilder(URI.create("https://" + host + ":" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private Path authority(LocalTls tls) {
        return Objects.requireNonNull(tls.authority());
    }

    @Test
    void whoever_trusts_the_authority_trusts_this_machine() throws Exception {
        LocalTls tls = local("shop.localhost");
        HttpServer server = serve(tls, URL);

        HttpClient client = trusting(authority(tls));
        String named =
                client.send(request(server, "localhost", "/a"), BodyHandlers.ofString()).body();
        String numbered =
                client.send(request(server, "127.0.0.1", "/b"), BodyHandlers.ofString()).body();

        assertThat(named).isEqualTo("https://localhost:" + server.port() + "/a");
        assertThat(numbered).isEqualTo("https://127.0.0.1:" + server.port() + "/b");
        server.drain(Duration.ZERO);
    }

    @Test
    void the_authority_is_made_once_and_for_its_user_alone() throws Exception {
        Path first = authority(local());
        String before = Files.readString(first);

        Path second = authority(local());

        assertThat(second).isEqualTo(first).isEqualTo(home.resolve("edgewise/ca/ca.pem"));
        assertThat(Files.readString(second)).isEqualTo(before);
        for (String name : List.of("ca.pem", "ca-key.pem")) {
            var permissions = Files.getPosixFilePermissions(first.resolveSibling(name));
            assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        }
        var folder = Files.getPosixFilePermissions(first.getParent());
        assertThat(PosixFilePermissions.toString(folder)).isEqualTo("rwx------");
    }

    @Test
    void an_authority_that_is_broken_is_told_with_the_way_out() throws Exception {
        Path file = authority(local());
        Files.writeString(file.resolveSibling("ca-key.pem"), "nothing");

        assertThatThrownBy(this::local)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "The certificate authority in '" + file.getParent() + "' cannot be used (")
                .hasMessageEndingWith("); remove that folder to have another one made.");
    }

    @Test
    void the_key_of_another_authority_is_noticed() throws Exception {
        Path file = authority(local());
        byte[] other = Certificate.newKey().getPrivate().getEncoded();
        Files.writeString(file.resolveSibling("ca-key.pem"), Pem.of("PRIVATE KEY", other));

        assertThatThrownBy(this::local)
                .hasMessage(
                        "The key beside '"
                                + file
                                + "' is not that of the certificate; remove both to have others made.");
    }

    @Test
    void the_authority_cannot_speak_for_the_world() throws Exception {
        authority(local());
        Authority authority = Authority.in(home.resolve("edgewise/ca"));
        InetAddress public4 = InetAddress.ofLiteral("9.9.9.9");
        InetAddress private4 = InetAddress.ofLiteral("192.168.1.2");
        InetAddress private6 = InetAddress.ofLiteral("fd00::1");

        check(authority, List.of("localhost", "a.localhost", "b.test"), List.of(private4));
        check(authority, List.of("localhost"), List.of(InetAddress.ofLiteral("::1"), private6));
        assertThatThrownBy(() -> check(authority, List.of("localhost", "example.com"), List.of()))
                .isInstanceOf(CertPathValidatorException.class);
        assertThatThrownBy(() -> check(authority, List.of("localhost"), List.of(public4)))
                .isInstanceOf(CertPathValidatorException.class);
    }

    /// As a browser checks what is signed by an authority that its user has added. The JDK keeps to
    /// the constraints of a certificate only where that stands in the path, not of one that it
    /// trusts; so it is told to trust the key alone.
    private static void check(Authority authority, List<String> names, List<InetAddress> addresses)
            throws GeneralSecurityException {
        X509Certificate root = authority.certificate();
        var key = new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null);
        var parameters = new PKIXParameters(Set.of(key));
        parameters.setRevocationEnabled(false);
        X509Certificate server = authority.server(names, addresses).certificate();
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(server, root)),
                        parameters);
    }

    @Test
    void a_key_and_a_certificate_may_be_given() throws Exception {
        Path ca = authority(local());
        Authority.Server server =
                Authority.in(home.resolve("edgewise/ca")).server(List.of("localhost"), List.of());
        Path key =
                Files.writeString(
                        home.resolve("k.pem"), Pem.of("PRIVATE KEY", server.key().getEncoded()));
        Path certificate =
                Files.writeString(
                        home.resolve("c.pem"),
                        Pem.of("CERTIFICATE", server.certificate().getEncoded()));
        LocalTls given = LocalTls.of(key, certificate);
        HttpServer serving = serve(given, URL);

        String answer =
                trusting(ca)
                        .send(request(serving, "localhost", "/"), BodyHandlers.ofString())
                        .body();

        assertThat(answer).isEqualTo("https://localhost:" + serving.port() + "/");
        assertThat(given.authority()).isNull();
        serving.drain(Duration.ZERO);
    }

    @Test
    void files_that_are_no_key_and_certificate_are_refused() throws IOException {
        Path text = Files.writeString(home.resolve("x.pem"), "text");

        assertThatThrownBy(() -> LocalTls.of(text, text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "The key '"
                                + text
                                + "' and the certificate '"
                                + text
                                + "' cannot be used: ");
    }

    @Test
    void a_large_file_is_sent_whole_through_tls() throws Exception {
        byte[] bytes = new byte[3_000_001];
        new java.util.Random(1).nextBytes(bytes);
        Path files = Files.createDirectory(home.resolve("files"));
        Files.write(files.resolve("large.bin"), bytes);
        LocalTls tls = local();
        HttpServer server = serve(tls, Assets.of(files, AssetRules.DEFAULT, Limits.Assets.DEFAULT));

        HttpClient client = trusting(authority(tls));
        for (int i = 0; i < 3; i++) {
            byte[] got =
                    client.send(
                                    request(server, "localhost", "/large.bin"),
                                    BodyHandlers.ofByteArray())
                            .body();

            assertThat(got).isEqualTo(bytes);
        }
        server.drain(Duration.ZERO);
    }

    @Test
    void a_client_that_speaks_plain_text_is_cut_off() throws Exception {
        HttpServer server = serve(local(), URL);

        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("HTTP/");
            }
        }
        server.drain(Duration.ZERO);
    }
}
