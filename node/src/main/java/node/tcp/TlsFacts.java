package node.tcp;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// What a handshake has come to.
///
/// @param protocol such as `TLSv1.3`
/// @param cipher by its name in the standard
/// @param certificate of the server, DER as Base64; empty where there is none
public record TlsFacts(String protocol, String cipher, String certificate) {

    static TlsFacts of(SSLSession session) {
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), certificate(session));
    }

    private static String certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Base64.getEncoder().encodeToString(certificate.getEncoded())
                    : "";
        } catch (SSLPeerUnverifiedException | CertificateEncodingException none) {
            return "";
        }
    }
}
