package edge.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import base.Limits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server's side of the protocol, over a real connection.
final class WebSocketTest {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8a;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private EchoServer server = new EchoServer(limits(30_000));

    private static Limits.Socket limits(long pingMillis) {
        return new Limits.Socket(MESSAGE_BYTES_MAX, pingMillis, 2_000, 60_000, 64 * 1024);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] closing(int code, String reason) {
        byte[] text = reason.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 300_000, MESSAGE_BYTES_MAX})
    void a_message_of_any_length_comes_back(int length) {
        byte[] message = new byte[length];
        new Random(length).nextBytes(message);

        try (RawClient client = RawClient.open(server.port())) {
            client.frame(BINARY, message);

            var got = ByteBuffer.allocate(length);
            RawClient.Frame frame = client.read();
            got.put(frame.payload());
            while ((frame.first() & 0x80) == 0) {
                frame = client.read();
                got.put(frame.payload());
            }
            assertThat(got.array()).isEqualTo(message);
        }
    }

    @Test
    void fragments_and_a_ping_between_them_are_taken_apart() {
        try (RawClient client = RawClient.open(server.port())) {
            client.frame(0x01, "one ").frame(PING, "?").frame(0x00, "two ").frame(0x80, "three");

            assertThat(client.read().text()).isEqualTo("one ");
            assertThat(client.read()).matches(f -> f.first() == PONG && f.text().equals("?"));
            assertThat(client.read().text()).isEqualTo("two ");
            assertThat(client.read()).matches(f -> f.first() == 0x80 && f.text().equals("three"));
        }
    }

    @Test
    void a_frame_that_comes_byte_by_byte_is_read() {
        try (RawClient client = RawClient.open(server.port())) {
            for (byte each : RawClient.bytes(TEXT, "sn☃w".getBytes(UTF_8))) {
                client.send(new byte[] {each});
            }

            var text = new StringBuilder();
            var bytes = ByteBuffer.allocate(6);
            while (bytes.hasRemaining()) {
                bytes.put(client.read().payload());
            }
            assertThat(text.append(new String(bytes.array(), UTF_8))).hasToString("sn☃w");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1014, 3000, 4999})
    void a_close_is_answered_with_its_code(int code) throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            client.frame(CLOSE, closing(code, "bye"));

            assertThat(client.read().code()).isEqualTo(code);
            assertThat(client.ended()).isTrue();
            assertThat(server.closes.poll(5, TimeUnit.SECONDS))
                    .isEqualTo(new CloseCode(code, "bye"));
        }
    }

    @Test
    void a_close_without_a_code_is_1005_and_answered_without_one() throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            client.frame(CLOSE, new byte[0]);

            assertThat(client.read().payload()).isEmpty();
            assertThat(server.closes.poll(5, TimeUnit.SECONDS)).isEqualTo(new CloseCode(1005, ""));
        }
    }

    static Stream<Arguments> violations() {
        byte[] text = {'h', 'i'};
        return Stream.of(
                violation("an unmasked frame", 1002, new byte[] {(byte) TEXT, 2, 'h', 'i'}),
                violation("a reserved bit", 1002, RawClient.bytes(0xc1, text)),
                violation("a reserved opcode", 1002, RawClient.bytes(0x83, text)),
                violation("a reserved control", 1002, RawClient.bytes(0x8b, text)),
                violation("a long control", 1002, RawClient.bytes(PING, new byte[126])),
                violation("a fragmented control", 1002, RawClient.bytes(0x09, text)),
                violation("a continuation of nothing", 1002, RawClient.bytes(0x80, text)),
                violation(
                        "a message in a message",
                        1002,
                        RawClient.bytes(0x01, text),
                        RawClient.bytes(TEXT, text)),
                violation("a length in a longer form", 1002, longForm()),
                violation("a close of one byte", 1002, RawClient.bytes(CLOSE, new byte[1])),
                violation("a close with 1005", 1002, RawClient.bytes(CLOSE, closing(1005, ""))),
                violation("a close with 1006", 1002, RawClient.bytes(CLOSE, closing(1006, ""))),
                violation("a close with 999", 1002, RawClient.bytes(CLOSE, closing(999, ""))),
                violation("a close with 2999", 1002, RawClient.bytes(CLOSE, closing(2999, ""))),
                violation("a close with 5000", 1002, RawClient.bytes(CLOSE, closing(5000, ""))),
                violation("no UTF-8", 1007, RawClient.bytes(TEXT, new byte[] {(byte) 0xff})),
                violation("a surrogate", 1007, RawClient.bytes(TEXT, bytes(0xed, 0xa0, 0x80))),
                violation("half a character", 1007, RawClient.bytes(TEXT, bytes(0xe2, 0x98))),
                violation(
                        "an overlong character over two frames",
                        1007,
                        RawClient.bytes(0x01, bytes(0xe0)),
                        RawClient.bytes(0x80, bytes(0x80, 0x80))),
                violation("too much", 1009, tooMuch()));
    }

    private static Arguments violation(String name, int code, byte[]... frames) {
        return Arguments.of(Named.of(name, frames), code);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] longForm() {
        return new byte[] {(byte) TEXT, (byte) 0xfe, 0, 2, 0, 0, 0, 0, 'h', 'i'};
    }

    /// Only the head of such a frame is needed.
    private static byte[] tooMuch() {
        return ByteBuffer.allocate(14)
                .put((byte) BINARY)
                .put((byte) 0xff)
                .putLong(MESSAGE_BYTES_MAX + 1L)
                .putInt(0)
                .array();
    }

    @ParameterizedTest
    @MethodSource("violations")
    void whoever_breaks_a_rule_is_told_which_and_cut(byte[][] frames, int code) throws Exception {
        try (RawClient client = RawClient.open(server.port())) {
            Arrays.stream(frames).forEach(client::send);

            RawClient.Frame answer = client.read();
            while (answer.first() != CLOSE) {
                answer = client.read();
            }

            assertThat(answer.code()).isEqualTo(code);
            assertThat(client.ended()).isTrue();
            assertThat(server.closes.poll(5, TimeUnit.SECONDS))
                    .matches(close -> close.code() == CloseCode.LOST);
        }
    }

    @Test
    void a_client_that_vanishes_is_1006() throws Exception {
        RawClient.open(server.port()).close();

        assertThat(server.closes.poll(5, TimeUnit.SECONDS))
                .matches(close -> close.code() == CloseCode.LOST);
    }

    @Test
    void a_silent_client_is_pinged_and_cut_when_it_stays_silent() throws Exception {
        server.close();
        server = new EchoServer(limits(200));

        try (RawClient client = RawClient.open(server.port())) {
            assertThat(client.read().first()).isEqualTo(PING);
            assertThat(client.ended()).isTrue();
            assertThat(server.closes.poll(5, TimeUnit.SECONDS))
                    .matches(close -> close.reason().contains("ping"));
        }
    }

    @Test
    void a_client_that_answers_pings_stays() {
        server.close();
        server = new EchoServer(limits(100));

        try (RawClient client = RawClient.open(server.port())) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.read().first()).isEqualTo(PING);
                client.frame(PONG, "");
            }
            client.frame(TEXT, "still here");
            RawClient.Frame answer = client.read();
            while (answer.first() == PING) {
                answer = client.read();
            }
            assertThat(answer.text()).isEqualTo("still here");
        }
    }

    @Test
    void a_server_that_drains_says_so_and_waits_for_the_answer() {
        try (RawClient client = RawClient.open(server.port())) {
            client.frame(TEXT, "before");
            assertThat(client.read().text()).isEqualTo("before");

            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(
                            () -> server.server().drain(Duration.ofSeconds(10)));

            assertThat(client.read().code()).isEqualTo(CloseCode.GOING_AWAY);
            client.frame(CLOSE, closing(1001, ""));
            assertThat(client.ended()).isTrue();
            assertThat(drained).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        }
    }
}
