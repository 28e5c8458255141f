package base.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import base.lane.Message.BodyKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameTest {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final long SEED = 20_261_125;

    static List<Message> messages() {
        ByteBuffer bytes = ByteBuffer.wrap("some bytes".getBytes(StandardCharsets.UTF_8));
        return List.of(
                new Message.Image(3, bytes),
                new Message.Load(3, "ä name", new VersionLimits(1, 2, 3L, 4, 5, 6, 7)),
                new Message.Drop(9),
                new Message.Invoke(5, 3, BodyKind.INLINE, 10, "GET\nhttp://a/", bytes),
                new Message.Cancel(5),
                new Message.Answer(-1, true, BodyKind.STREAM, "200", bytes),
                new Message.Body(5, bytes),
                new Message.End(5),
                new Message.Cut(5, "why"),
                new Message.Credit(5, 65_536),
                new Message.Stop(5),
                new Message.Loaded(3, 100, 2000, true),
                new Message.Head(5, BodyKind.NONE, -1, "204", bytes),
                new Message.Call(-2, 5, "fetch", "GET\nhttp://b/", BodyKind.NONE, bytes),
                new Message.Abandon(-2),
                new Message.Log(5, LogLevel.WARN, "line\nline"),
                new Message.Done(5, 1234, (byte) 2, "detail"),
                new Message.Hello(Message.Role.BLOCKING, "secret"),
                new Message.Ready("missing"),
                new Message.Ping(7),
                new Message.Pong(7, 1, 2, 3),
                new Message.Started(5),
                new Message.Demote(4242),
                new Message.Stuck(5, "reason"),
                new Message.InspectOpen(1, 3),
                new Message.Inspect(1, Message.Piece.RESUMES, bytes),
                new Message.InspectCredit(1, 65_536),
                new Message.InspectClose(1, "reason"),
                new Message.Frame(5, FrameType.TEXT, true, bytes),
                new Message.Frame(-2, FrameType.CLOSE, false, bytes));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_message_is_read_as_it_was_written(Message message) {
        var frames = new FrameWriter();

        frames.write(message);
        ByteBuffer in = ByteBuffer.wrap(frames.array(), 0, frames.size());

        assertThat(FrameReader.frameBytes(in, FRAME_BYTES_MAX)).isEqualTo(frames.size());
        assertThat(FrameReader.read(in)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void a_frame_that_ends_anywhere_too_early_is_refused(Message message) {
        var frames = new FrameWriter();
        frames.write(message);

        for (int length = FrameReader.HEADER_BYTES; length < frames.size(); length++) {
            ByteBuffer in = ByteBuffer.wrap(frames.array(), 0, length);
            assertThatThrownBy(() -> FrameReader.read(in)).isInstanceOf(LaneBreach.class);
        }
    }

    @Test
    void a_length_beyond_the_bound_is_refused_before_anything_is_read() {
        ByteBuffer in = ByteBuffer.allocate(9).putInt(0, FRAME_BYTES_MAX + 1);

        assertThatThrownBy(() -> FrameReader.frameBytes(in, FRAME_BYTES_MAX))
                .isInstanceOf(LaneBreach.class)
                .hasMessageContaining("at most");
    }

    @Test
    void whatever_bytes_come_the_reader_answers_a_message_or_a_breach() {
        var random = new Random(SEED);
        int breaches = 0;

        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[FrameReader.HEADER_BYTES + random.nextInt(60)];
            random.nextBytes(bytes);
            bytes[4] = (byte) random.nextInt(27);
            try {
                FrameReader.read(ByteBuffer.wrap(bytes));
            } catch (LaneBreach breach) {
                breaches++;
            }
        }

        assertThat(breaches).as("seed %d", SEED).isGreaterThan(100_000);
    }

    @Test
    void an_image_comes_back_and_a_damaged_one_is_refused() {
        var module =
                new VersionImage.Module(
                        "main.js",
                        VersionImage.ModuleKind.SCRIPT,
                        "export {}".getBytes(StandardCharsets.UTF_8));
        byte[] image = new VersionImage("{\"a\":1}", List.of(module)).encode();

        VersionImage read = VersionImage.decode(image);

        assertThat(read.settings()).isEqualTo("{\"a\":1}");
        assertThat(read.modules().getFirst().bytes()).isEqualTo(module.bytes());
        for (int length = 0; length < image.length; length++) {
            byte[] part = java.util.Arrays.copyOf(image, length);
            assertThatThrownBy(() -> VersionImage.decode(part)).isInstanceOf(LaneBreach.class);
        }
    }
}
