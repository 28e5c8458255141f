package node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PortOwnerTest {

    @Test
    void the_process_that_listens_is_named() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String owner = new PortOwner(Path.of("/proc")).of(socket.getLocalPort());

            assertThat(owner).endsWith("(process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void where_nothing_can_be_seen_nobody_is_named() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new PortOwner(Path.of("nowhere")).of(socket.getLocalPort())).isNull();
        }
    }
}
