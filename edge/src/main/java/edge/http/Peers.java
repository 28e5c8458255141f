package edge.http;

import java.net.InetSocketAddress;

/// The two ends of a connection.
///
/// @param client the other end
/// @param local this end
/// @param scheme `http` or `https`
record Peers(InetSocketAddress client, InetSocketAddress local, String scheme) {

    /// How this end is named for a client that names no host, as HTTP/1.0 allows.
    String localAuthority() {
        String address = local.getAddress().getHostAddress();
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        return (plain.indexOf(':') < 0 ? plain : "[" + plain + "]") + ":" + local.getPort();
    }
}
