package edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import base.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever bytes come, and in whatever pieces: they mean the same, or are refused.
final class AnyBytesTest {

    private static final long SEED = 20261125;
    private static final int ROUNDS = 20_000;
    private static final InetSocketAddress ADDRESS =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
    private static final String REQUEST =
            String.join(
                    "\r\n",
                    "POST http://a.test/b%20c?d HTTP/1.1",
                    "Host: a.test:80",
                    "Content-Length: 12",
                    "Connection: close, x",
                    "Expect: 100-continue",
                    "\r\n");
    private static final String BODY =
            "3\r\nabc\r\n00A;x=\"y\"\r\n0123456789\r\n1\r\nz\r\n0\r\nTrailer: t\r\n\r\n";

    private static byte[] mutated(Random random, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean()
                            ? (byte) random.nextInt()
                            : bytes[random.nextInt(bytes.length)];
        }
        return bytes;
    }

    /// What a head means when it comes in one piece or in two.
    private static String meaning(byte[] bytes, int cut) {
        var scan = new HeadScan(Limits.Http.DEFAULT);
        ByteBuf in = Unpooled.buffer();
        try {
            for (int to : new int[] {cut, bytes.length}) {
                in.writeBytes(bytes, in.writerIndex(), to - in.writerIndex());
                int length = scan.length(in);
                if (length >= 0) {
                    var peers = new Peers(ADDRESS, ADDRESS, "http");
                    return HeadParser.parse(in, length, new byte[length], peers).toString();
                }
            }
            return "unfinished";
        } catch (Refusal refusal) {
            return "refused " + refusal.head().status();
        }
    }

    @Test
    void a_head_means_the_same_in_any_pieces() {
        var random = new Random(SEED);
        int understood = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = mutated(random, REQUEST);

            String whole = meaning(bytes, bytes.length);
            String pieces = meaning(bytes, random.nextInt(bytes.length));

            assertThat(pieces).as(new String(bytes, ISO_8859_1)).isEqualTo(whole);
            understood += whole.startsWith("refused") ? 0 : 1;
        }
        assertThat(understood).isLessThan(ROUNDS);
    }

    private static String data(byte[] bytes, Random random) {
        RequestBody body = RequestBody.of(-1, 1000);
        ByteBuf in = Unpooled.buffer();
        var out = new StringBuilder();
        try {
            for (int at = 0; at < bytes.length; ) {
                int n = Math.min(1 + random.nextInt(bytes.length), bytes.length - at);
                in.writeBytes(bytes, at, n);
                at += n;
                for (ByteBuf piece = next(body, in, random); piece != null; ) {
                    out.append(piece.toString(ISO_8859_1));
                    piece.release();
                    piece = next(body, in, random);
                }
            }
            return out + (body.ended() ? " ended" : " unfinished");
        } catch (Refusal refusal) {
            return "refused " + refusal.head().status();
        }
    }

    private static @Nullable ByteBuf next(RequestBody body, ByteBuf in, Random random) {
        return body.next(in, 1 + random.nextInt(8));
    }

    @Test
    void a_body_in_chunks_means_the_same_in_any_pieces() {
        var random = new Random(SEED);

        assertThat(data(BODY.getBytes(ISO_8859_1), random)).isEqualTo("abc0123456789z ended");
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = mutated(random, BODY);
            assertThat(data(bytes, random))
                    .as(new String(bytes, ISO_8859_1))
                    .isEqualTo(data(bytes, random));
        }
    }
}
