package node.fetch;

import static node.fetch.Fetcher.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UnpackingTest {

    private static final String TEXT = "A text that is said again and again. ".repeat(20_000);

    private final Fetcher fetcher = new Fetcher();
    private final HttpServer server = server();
    private byte[] body = {};
    private String coding = "gzip";

    private HttpServer server() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var started = HttpServer.create(address, 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            exchange.getResponseHeaders().add("Content-Encoding", coding);
                            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                            exchange.getResponseBody().write(body);
                        }
                    });
            started.start();
            return started;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @AfterEach
    void close() {
        fetcher.close();
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static byte[] deflate(String text, boolean bare) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new DeflaterOutputStream(out, new Deflater(6, bare))) {
            packing.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    void gzip_is_unpacked_and_leaves_the_head() throws IOException {
        body = gzip(TEXT);

        var got = fetcher.fetch(get(url()));

        assertThat(got.body()).isEqualTo(TEXT);
        assertThat(got.header("content-encoding")).isEmpty();
        assertThat(got.header("content-length")).isEmpty();
        assertThat(got.head().bodyBytes()).isEqualTo(-1);
    }

    @Test
    void what_is_wanted_packed_stays_so() throws IOException {
        body = gzip(TEXT);
        var request =
                new FetchRequest("GET", url(), List.of(), FetchRequest.Redirect.FOLLOW, false);

        var got = fetcher.fetch(request);

        assertThat(got.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(body);
        assertThat(got.header("content-encoding")).isEqualTo("gzip");
        assertThat(got.head().bodyBytes()).isEqualTo(body.length);
    }

    @Test
    void a_coding_that_is_not_known_is_passed_on() {
        body = new byte[] {1, 2, 3};
        coding = "br";

        var got = fetcher.fetch(get(url()));

        assertThat(got.body()).isEqualTo("\u0001\u0002\u0003");
        assertThat(got.header("content-encoding")).isEqualTo("br");
    }

    @Test
    void deflate_is_unpacked_in_both_its_forms() throws IOException {
        coding = "deflate";
        body = deflate(TEXT, false);
        assertThat(fetcher.fetch(get(url())).body()).isEqualTo(TEXT);

        body = deflate(TEXT, true);
        assertThat(fetcher.fetch(get(url())).body()).isEqualTo(TEXT);
    }

    @Test
    void members_follow_each_other_and_padding_is_left() throws IOException {
        body = joined(gzip("one "), gzip(""), gzip("two"), new byte[100]);

        assertThat(fetcher.fetch(get(url())).body()).isEqualTo("one two");
    }

    @Test
    void a_header_may_have_all_its_parts() throws IOException {
        byte[] plain = gzip("text");
        byte[] header = HexFormat.of().parseHex("1f8b081e00000000000303006162636e616d6500630000ff");
        body = joined(header, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(fetcher.fetch(get(url())).body()).isEqualTo("text");
    }

    @Test
    void an_empty_body_is_whole() {
        body = new byte[0];

        var got = fetcher.fetch(get(url()));

        assertThat(got.failure()).isNull();
        assertThat(got.body()).isEmpty();
    }

    @Test
    void what_is_broken_is_told() throws IOException {
        byte[] whole = gzip(TEXT);
        body = Arrays.copyOf(whole, whole.length / 2);
        assertThat(fetcher.fetch(get(url())).sentence()).contains("it ends too early");

        body = Arrays.copyOf(whole, whole.length - 1);
        assertThat(fetcher.fetch(get(url())).sentence()).contains("it ends too early");

        body = whole.clone();
        body[body.length - 6] ^= 1;
        assertThat(fetcher.fetch(get(url())).sentence()).contains("its checksum does not fit");

        body = "no gzip at all".getBytes(StandardCharsets.US_ASCII);
        assertThat(fetcher.fetch(get(url())).sentence()).contains("it is no gzip");
    }

    @Test
    void a_bomb_is_unpacked_only_as_far_as_it_is_asked_for() throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(out)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                packing.write(zeros);
            }
        }
        body = out.toByteArray();
        var call = fetcher.open(get(url()), new FetchBody.None(), 10_000);
        call.head();

        call.pull(5_000);

        assertThat(call.gotBytes()).isLessThanOrEqualTo(15_000);
        call.cancel();
    }

    @Test
    void any_pieces_and_any_pulls_give_the_same() throws Exception {
        var random = new Random(20261125);
        byte[] packed = joined(gzip(TEXT), gzip("and an end"));
        for (int i = 0; i < 50; i++) {
            var unpacking = new Inflating(true);
            var out = new StringBuilder();
            for (int at = 0; at < packed.length; ) {
                int n = Math.min(1 + random.nextInt(1 + i * 20), packed.length - at);
                unpacking.add(io.netty.buffer.Unpooled.copiedBuffer(packed, at, n));
                at += n;
                for (var piece = unpacking.next(1 + random.nextInt(9999)); piece != null; ) {
                    out.append(piece.toString(StandardCharsets.ISO_8859_1));
                    piece.release();
                    piece = unpacking.next(1 + random.nextInt(9999));
                }
            }
            assertThat(out.toString()).isEqualTo(TEXT + "and an end");
            assertThat(unpacking.whole()).isTrue();
        }
    }
}
