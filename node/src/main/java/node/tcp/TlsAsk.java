package node.tcp;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import node.fetch.Trust;

/// What an app asks of the TLS of a connection. It chooses for its own connections alone.
///
/// @param name whom the certificate must be for, and whom the server is told that is wanted
/// @param check what of the certificate is checked
/// @param authorities whom to believe, as PEM, in place of those of the JDK; empty for these
public record TlsAsk(String name, Check check, String authorities) {

    /// What of a server's certificate is checked.
    public enum Check {
        /// Who vouches for it, and whom it is for.
        FULL,
        /// Who vouches for it.
        CHAIN,
        /// Nothing.
        NONE
    }

    private static final int NAME_CHARS_MAX = 255;

    /// Checks what an app wrote.
    public TlsAsk {
        if (name.length() > NAME_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "The name of a TLS server has %d characters; it may have 255."
                            .formatted(name.length()));
        }
    }

    /// From `name\ncheck\nauthorities`.
    public static TlsAsk of(String text) {
        String[] parts = text.split("\n", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("TLS is asked for without a name and a check.");
        }
        Check check =
                switch (parts[1]) {
                    case "none" -> Check.NONE;
                    case "chain" -> Check.CHAIN;
                    default -> Check.FULL;
                };
        return new TlsAsk(parts[0], check, parts[2]);
    }

    /// Whether all is as for `fetch`.
    boolean isOrdinary() {
        return check == Check.FULL && authorities.isEmpty();
    }

    /// Takes its time, where there are authorities.
    SslContext context() throws SSLException, CertificateException {
        if (isOrdinary()) {
            return Trust.jdk();
        }
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        builder.endpointIdentificationAlgorithm(check == Check.FULL ? "HTTPS" : null);
        if (check == Check.NONE) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (!authorities.isEmpty()) {
            builder.trustManager(certificates());
        }
        return builder.build();
    }

    private List<X509Certificate> certificates() throws CertificateException {
        var bytes = new ByteArrayInputStream(authorities.getBytes(StandardCharsets.UTF_8));
        return CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}
