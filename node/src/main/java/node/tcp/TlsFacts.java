package node.tcp;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// What a handshake has come to.
///
/// @param protocol such as `TLSv1.3`
/// @param cipher by its name in the standard
/// @param certificate of the server, a fact a line: DER as Base64, subject and issuer (RFC 2253),
///   other names, the times it holds from and to (milliseconds), the serial number (hexadecimal);
///   empty where there is none
public record TlsFacts(String protocol, String cipher, String certificate) {
    private static final int NAMES_MAX = 256;
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    static TlsFacts of(SSLSession session) {
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), certificate(session));
    }

    /// As an isolate is told it.
    public String text() {
        return protocol + "\n" + cipher + "\n" + certificate;
    }

    private static String certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? facts(certificate)
                    : "";
        } catch (SSLPeerUnverifiedException
                | CertificateEncodingException
                | CertificateParsingException none) {
            return "";
        }
    }

    private static String facts(X509Certificate certificate)
            throws CertificateEncodingException, CertificateParsingException {
        return List.of(
                        Base64.getEncoder().encodeToString(certificate.getEncoded()),
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getIssuerX500Principal().getName(),
                        names(certificate),
                        String.valueOf(certificate.getNotBefore().toInstant().toEpochMilli()),
                        String.valueOf(certificate.getNotAfter().toInstant().toEpochMilli()),
                        certificate.getSerialNumber().toString(16))
                .stream()
                .map(fact -> fact.replace('\n', ' '))
                .collect(Collectors.joining("\n"));
    }

    private static String names(X509Certificate certificate) throws CertificateParsingException {
        @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names == null) {
            return "";
        }
        return names.stream()
                .limit(NAMES_MAX)
                .filter(name -> name.get(0).equals(DNS) || name.get(0).equals(ADDRESS))
                .map(name -> (name.get(0).equals(DNS) ? "DNS:" : "IP Address:") + name.get(1))
                .collect(Collectors.joining(", "));
    }
}
