package node.fetch;

/// Whom a connection is to.
///
/// @param tls whether the scheme is `https`
/// @param host in lower case, an IPv6 address in brackets
/// @param port the port
public record Origin(boolean tls, String host, int port) {

    /// The value of the `Host` header: without the port that goes without saying.
    public String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    /// The host as a resolver takes it.
    public String name() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority();
    }
}
