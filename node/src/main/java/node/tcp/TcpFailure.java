package node.tcp;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why there is no connection.
///
/// @param code the word that Node has for it
/// @param sentence what happened
public record TcpFailure(String code, String sentence) {

    /// The other side, or the way to it, broke the connection.
    static final TcpFailure LOST = new TcpFailure("ECONNRESET", "Network connection lost.");

    /// By what was thrown; null for what a rule of the node's refused.
    static TcpFailure of(String sentence, @Nullable Throwable cause) {
        return new TcpFailure(cause == null ? "EACCES" : codeOf(cause), sentence);
    }

    private static String codeOf(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ -> "ENOTFOUND";
            case ConnectTimeoutException _ -> "ETIMEDOUT";
            case NoRouteToHostException _ -> "EHOSTUNREACH";
            case ConnectException e ->
                    String.valueOf(e.getMessage()).contains("unreachable")
                            ? "ENETUNREACH"
                            : "ECONNREFUSED";
            case SSLException e -> tlsCode(e);
            default -> "ECONNRESET";
        };
    }

    private static String tlsCode(Throwable thrown) {
        String code = "EPROTO";
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (next instanceof CertificateExpiredException) {
                return "CERT_HAS_EXPIRED";
            }
            if (next instanceof CertPathValidatorException
                    || next.getClass().getSimpleName().equals("SunCertPathBuilderException")) {
                return "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
            }
            if (next instanceof CertificateException) {
                code = "ERR_TLS_CERT_ALTNAME_INVALID";
            }
        }
        return code;
    }
}
