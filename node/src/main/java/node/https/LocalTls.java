package node.https;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a listener needs to speak HTTPS, HTTP/1.1 only.
///
/// @param context for the listener
/// @param authority the file of the authority's certificate; null where the certificate is given
public record LocalTls(SslContext context, @Nullable Path authority) {

    private static final ApplicationProtocolConfig HTTP11 =
            new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    "http/1.1");

    /// By a key and a certificate in PEM files.
    ///
    /// @throws IOException with a sentence when they cannot be used
    public static LocalTls of(Path key, Path certificate) throws IOException {
        try {
            return new LocalTls(
                    context(SslContextBuilder.forServer(certificate.toFile(), key.toFile())), null);
        } catch (SSLException | IllegalArgumentException unusable) {
            String why =
                    unusable.getCause() == null
                            ? unusable.getMessage()
                            : unusable.getCause().getMessage();
            throw new IOException(
                    "The key '%s' and the certificate '%s' cannot be used: %s."
                            .formatted(key, certificate, why),
                    unusable);
        }
    }

    /// By the user's own authority, for this machine and the given hosts.
    ///
    /// @param host that is listened on
    /// @param hosts further names
    /// @throws IOException with a sentence when there is no authority and none can be made
    public static LocalTls local(Map<String, String> environment, String host, List<String> hosts)
            throws IOException {
        Authority authority = Authority.in(folder(environment));
        Set<String> names = new TreeSet<>(hosts);
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.ofLiteral("127.0.0.1"));
        addresses.add(InetAddress.ofLiteral("::1"));
        for (InetAddress listened : InetAddress.getAllByName(host)) {
            addresses.addAll(listened.isAnyLocalAddress() ? ofThisMachine() : List.of(listened));
        }
        if (!host.contains(":") && !host.matches("[0-9.]+")) {
            names.add(host);
        }
        List<String> all = new ArrayList<>(List.of("localhost", "*.localhost"));
        names.stream().filter(name -> !all.contains(name)).forEach(all::add);
        try {
            Authority.Server server = authority.server(all, addresses.stream().distinct().toList());
            return new LocalTls(
                    context(SslContextBuilder.forServer(server.key(), server.certificate())),
                    authority.file());
        } catch (GeneralSecurityException broken) {
            throw new IOException(
                    "The key beside '"
                            + authority.file()
                            + "' is not that of the certificate; remove both to have others made.",
                    broken);
        }
    }

    /// Where a user's programs keep data (XDG Base Directory Specification).
    private static Path folder(Map<String, String> environment) {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path home =
                data.isEmpty() || !Path.of(data).isAbsolute()
                        ? Path.of(System.getProperty("user.home"), ".local", "share")
                        : Path.of(data);
        return home.resolve("edgewise").resolve("ca");
    }

    private static List<InetAddress> ofThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(each -> each.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getAddress)
                .filter(address -> address.isSiteLocalAddress() || address.isLoopbackAddress())
                .toList();
    }

    private static SslContext context(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(HTTP11)
                .build();
    }
}
