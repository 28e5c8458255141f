package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Certificate;
import spec.kit.Dev;
import spec.kit.Eventually;
import spec.kit.Peer;

/// Connections of bytes that a worker opens: `cloudflare:sockets`, `node:net` and `node:tls`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TcpTest {
    private static final long MIB = 1024 * 1024;

    private static final String CODE =
            """
            import { connect } from "cloudflare:sockets";
            import net from "node:net";
            import tls from "node:tls";
            const text = (bytes) => new TextDecoder().decode(bytes);
            const said = (promise) => promise.then((value) => value ?? "fine", (error) => `${error.name}: ${error.message}`);
            const soon = (promise) => Promise.race([promise, new Promise((r) => setTimeout(r, 300, "open"))]);
            async function all(readable) {
              let got = "";
              for await (const bytes of readable) got += text(bytes);
              return got;
            }
            async function say(socket, line) {
              const writer = socket.writable.getWriter();
              await writer.write(`${line}\\n`);
              writer.releaseLock();
            }
            async function one(readable) {
              const reader = readable.getReader();
              const { value } = await reader.read();
              reader.releaseLock();
              return text(value);
            }
            const ways = {
              async half({ port }) {
                const socket = connect({ hostname: "127.0.0.1", port }, { allowHalfOpen: true });
                await say(socket, "echo");
                const writer = socket.writable.getWriter();
                await writer.write("hello ");
                await writer.close();
                const got = await all(socket.readable);
                return [got, (await socket.opened).remoteAddress === `127.0.0.1:${port}`, await said(socket.closed)];
              },
              async closed({ port }) {
                const socket = connect(`localhost:${port}`);
                await say(socket, "close");
                return [await all(socket.readable), await said(socket.closed), await said(socket.writable.getWriter().write("x"))];
              },
              async large({ port }) {
                const socket = connect({ hostname: "127.0.0.1", port });
                await say(socket, "give 20000000");
                let bytes = 0;
                for await (const piece of socket.readable) bytes += piece.byteLength;
                return bytes;
              },
              async refused() {
                const socket = connect("127.0.0.1:1");
                return [await said(socket.opened), await said(socket.closed), await said(connect("127.0.0.1:25").opened)];
              },
              async bad() {
                const tries = ["localhost", ":80", "a b:1", { hostname: "x", port: 70000 }, { hostname: "a\\nb", port: 1 }, undefined, "/run/socket"];
                return tries.map((address) => {
                  try {
                    return connect(address).secureTransport;
                  } catch (error) {
                    return error.name;
                  }
                });
              },
              async untrusted({ port }) {
                const socket = connect({ hostname: "localhost", port }, { secureTransport: "starttls" });
                await say(socket, "starttls");
                await one(socket.readable);
                const secure = socket.startTls();
                return [socket.upgraded, secure.secureTransport, await said(secure.opened)];
              },
              async injected({ port, pem }) {
                const socket = net.connect(port, "localhost");
                socket.write("inject\\n");
                await new Promise((resolve) => socket.once("data", resolve));
                const secure = tls.connect({ socket, ca: pem, servername: "localhost" });
                await new Promise((resolve, reject) => secure.once("secureConnect", resolve).once("error", reject));
                secure.end("echo\\nsecret ");
                let got = "";
                for await (const bytes of secure) got += bytes;
                return [got, secure.authorized, secure.getPeerCertificate().subject.CN, secure.getProtocol()];
              },
              async wrongName({ port, pem }) {
                const socket = net.connect(port, "localhost");
                socket.write("starttls\\n");
                await new Promise((resolve) => socket.once("data", resolve));
                const secure = tls.connect({ socket, ca: pem, servername: "other.example" });
                return new Promise((resolve) => secure.once("error", (error) => resolve(error.code)));
              },
              async node({ port }) {
                const events = [];
                const socket = new net.Socket({ allowHalfOpen: true });
                for (const name of ["connect", "ready", "end", "finish", "close"]) socket.on(name, () => events.push(name));
                socket.write("echo\\n");
                socket.connect(port, "127.0.0.1");
                await new Promise((resolve) => socket.once("connect", resolve));
                socket.end("hello ");
                let got = "";
                socket.setEncoding("utf8").on("data", (piece) => (got += piece));
                await new Promise((resolve) => socket.once("close", resolve));
                return [got, socket.bytesRead, socket.bytesWritten, events];
              },
              async errors({ port }) {
                const code = (socket) => new Promise((resolve) => socket.once("error", (error) => resolve([error.code, error.syscall])));
                const thrown = (fn) => {
                  try {
                    return fn();
                  } catch (error) {
                    return error.code;
                  }
                };
                const silent = net.connect(port, "127.0.0.1");
                silent.setTimeout(30);
                await new Promise((resolve) => silent.once("timeout", resolve));
                silent.destroy();
                return [
                  await code(net.connect(1, "127.0.0.1")),
                  await code(net.connect(80, "nothing.invalid")),
                  thrown(() => net.connect("/run/socket")),
                  thrown(() => net.createServer()),
                  thrown(() => net.connect(70000)),
                ];
              },
              async flood({ port, count }) {
                const results = {};
                const tell = (word) => (results[word] = (results[word] ?? 0) + 1);
                const sockets = [];
                for (let i = 0; i < count; i++) {
                  const socket = connect({ hostname: "127.0.0.1", port });
                  socket.opened.then(() => tell("opened"), () => tell("refused"));
                  sockets.push(socket);
                }
                const first = await soon(Promise.all(sockets.map((socket) => socket.opened)).catch(() => "some refused"));
                return first;
              },
              async stuck({ port }) {
                const socket = connect({ hostname: "127.0.0.1", port });
                await say(socket, "deaf");
                const writer = socket.writable.getWriter();
                let written = 0;
                const piece = new Uint8Array(1 << 20);
                for (let i = 0; i < 64; i++) {
                  const step = await soon(writer.write(piece));
                  if (step === "open") break;
                  written++;
                }
                return written;
              },
              async early({ port }) {
                const sockets = Array.from({ length: 8 }, () => connect({ hostname: "127.0.0.1", port }));
                return Promise.all(sockets.map((socket) => said(socket.close())));
              },
              async left({ port }) {
                await say(connect({ hostname: "127.0.0.1", port }), "deaf");
                return "answered";
              },
              async turns({ port, origin }) {
                const sockets = Array.from({ length: 6 }, () => connect({ hostname: "127.0.0.1", port }));
                await Promise.all(sockets.map((socket) => say(socket, "echo")));
                const fetched = fetch(`http://127.0.0.1:${port}/`).then(() => "fetched", () => "fetched");
                const before = await soon(fetched);
                sockets[0].close();
                return [before, await fetched];
              },
            };
            export default { async fetch(request) {
              const url = new URL(request.url);
              const given = Object.fromEntries(url.searchParams);
              const way = ways[url.pathname.slice(1)];
              return Response.json(await way({ ...given, port: Number(given.port) }));
            }};
            """;

    private Certificate certificate;
    private Peer peer;
    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        certificate = Certificate.in(directory);
        peer = new Peer(certificate.server());
        dev = Dev.serving(Dev.app(directory, "app", CODE, ""));
    }

    @AfterAll
    void stop() {
        dev.close();
        peer.close();
    }

    private String ask(String way) {
        String pem = URLEncoder.encode(certificate.pem(), StandardCharsets.UTF_8);
        return dev.get("app", "/" + way + "?port=" + peer.port() + "&count=10000&pem=" + pem)
                .body();
    }

    @Test
    void each_direction_has_an_end_of_its_own() {
        assertThat(ask("half")).isEqualTo("[\"hello bye\",true,\"fine\"]");
    }

    @Test
    void the_end_of_the_other_side_closes_a_socket_that_is_not_half_open() {
        assertThat(ask("closed"))
                .isEqualTo("[\"\",\"fine\",\"TypeError: This WritableStream has been closed.\"]");
    }

    @Test
    void much_comes_as_it_is_read() {
        assertThat(ask("large")).isEqualTo("20000000");
    }

    @Test
    void a_connection_that_is_refused_is_told_as_on_workers() {
        String sentence = "Error: proxy request failed, cannot connect to the specified address";

        assertThat(ask("refused"))
                .isEqualTo("[\"%s\",\"%s\",\"%s\"]".formatted(sentence, sentence, sentence));
    }

    @Test
    void what_is_no_address_is_thrown_at_once() {
        assertThat(ask("bad")).isEqualTo("[" + "\"TypeError\",".repeat(6) + "\"TypeError\"]");
    }

    @Test
    void a_server_that_nobody_vouches_for_gets_no_tls() {
        assertThat(ask("untrusted")).startsWith("[true,\"on\",\"Error: ");
    }

    @Test
    void words_before_tls_are_not_taken_for_words_of_its_server() {
        assertThat(ask("injected")).isEqualTo("[\"secret bye\",true,\"localhost\",\"TLSv1.3\"]");
    }

    @Test
    void a_certificate_for_another_name_is_refused() {
        assertThat(ask("wrongName")).isEqualTo("\"ERR_TLS_CERT_ALTNAME_INVALID\"");
    }

    @Test
    void a_socket_of_node_is_a_stream_with_its_events() {
        assertThat(ask("node"))
                .isEqualTo(
                        "[\"hello bye\",9,11,[\"connect\",\"ready\",\"finish\",\"end\",\"close\"]]");
    }

    @Test
    void errors_of_node_have_its_codes() {
        assertThat(ask("errors"))
                .isEqualTo(
                        """
                        [["ECONNREFUSED","connect"],["ENOTFOUND","getaddrinfo"],\
                        "ERR_METHOD_NOT_IMPLEMENTED","ERR_METHOD_NOT_IMPLEMENTED",\
                        "ERR_SOCKET_BAD_PORT"]\
                        """);
    }

    @Test
    void ten_thousand_connections_wait_for_six() {
        int before = peer.accepted();

        String answer = ask("flood");

        assertThat(answer).isEqualTo("\"open\"");
        assertThat(peer.accepted() - before).isLessThanOrEqualTo(6);
        Eventually.holds(() -> assertThat(peer.open()).isLessThanOrEqualTo(1));
    }

    @Test
    void a_server_that_reads_nothing_holds_its_writer_back() {
        long before = dev.nodeBytes();

        String answer = ask("stuck");

        assertThat(Integer.parseInt(answer)).isBetween(1, 16);
        assertThat(dev.nodeBytes() - before).isLessThan(32 * MIB);
    }

    @Test
    void a_socket_ends_with_the_request_that_opened_it() {
        ask("left");

        String after = ask("half");

        assertThat(after).startsWith("[\"hello bye\"");
    }

    @Test
    void a_socket_may_be_closed_before_it_had_its_turn() {
        assertThat(ask("early")).isEqualTo("[" + "\"fine\",".repeat(7) + "\"fine\"]");
    }

    @Test
    void sockets_and_fetches_take_the_same_turns() {
        assertThat(ask("turns")).isEqualTo("[\"open\",\"fetched\"]");
    }
}
