package node.fetch;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/// Whom outgoing connections believe.
public final class Trust {

    private Trust() {}

    /// What the JDK trusts, for the very host that was asked for.
    public static SslContext jdk() {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException broken) {
            throw new IllegalStateException("the JDK has no usable TLS", broken);
        }
    }
}
