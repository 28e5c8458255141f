package node.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import base.Limits;
import base.lane.FrameType;
import base.lane.LaneBreach;
import base.lane.Message;
import edge.websocket.CloseCode;
import edge.websocket.Side;
import edge.websocket.WebSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A child's end of a WebSocket, and what is not taken from it.
final class SocketBridgeTest {
    private static final int STREAM = 5;
    private static final Limits.Lane LIMITS = Limits.Lane.DEFAULT;
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final List<Message> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SocketBridge bridge =
            new SocketBridge(STREAM, channel.eventLoop(), LIMITS, told::add);

    private void open() {
        var socket = new WebSocket(Side.SERVER, Limits.Socket.DEFAULT, bridge);
        bridge.attach(socket);
        channel.pipeline().addLast(socket);
    }

    private static Message.Frame frame(FrameType type, boolean last, byte... bytes) {
        return new Message.Frame(STREAM, type, last, ByteBuffer.wrap(bytes));
    }

    private static byte[] closing(int code) {
        return new byte[] {(byte) (code >> 8), (byte) code};
    }

    private byte[] sent() {
        channel.runPendingTasks();
        ByteBuf out = channel.readOutbound();
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        out.release();
        return bytes;
    }

    @Test
    void a_message_goes_out_in_frames_and_its_credit_comes_back() {
        open();

        bridge.frame(frame(FrameType.TEXT, false, HELLO));
        bridge.frame(frame(FrameType.TEXT, true));

        assertThat(sent()).startsWith(0x01, 5).endsWith(HELLO);
        assertThat(sent()).containsExactly((byte) 0x80, (byte) 0);
        channel.runPendingTasks();
        int cost = 2 * Limits.Socket.FRAME_COST_BYTES + HELLO.length;
        assertThat(told).allMatch(Message.Credit.class::isInstance);
        assertThat(told.stream().mapToInt(m -> ((Message.Credit) m).bytes()).sum()).isEqualTo(cost);
        assertThat(bridge.bytesOut()).isEqualTo(HELLO.length);
    }

    @Test
    void nothing_is_given_that_was_not_asked_for() {
        open();
        // A masked frame whose key is zero.
        byte[] frame = {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'};

        channel.writeInbound(Unpooled.wrappedBuffer(frame));
        assertThat(told).isEmpty();
        bridge.credit(3);

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Message.Frame.class, piece -> assertThat(piece.last()).isFalse());
    }

    @Test
    void a_close_of_the_node_s_own_is_told_to_both() {
        open();

        bridge.close(new CloseCode(1012, "a new version"));

        assertThat(sent()).startsWith(0x88, 15, 1012 >> 8, (byte) 1012);
        assertThat(told).hasSize(2).last().isEqualTo(new Message.End(STREAM));
        assertThat(told.getFirst())
                .isInstanceOfSatisfying(
                        Message.Frame.class,
                        close -> assertThat(close.bytes().getShort(0)).isEqualTo((short) 1012));
    }

    @Test
    void a_child_that_ends_without_a_close_leaves_1011() {
        open();

        bridge.end();

        assertThat(sent()).containsExactly(0x88, 2, 1011 >> 8, (byte) 1011);
        assertThat(told).containsExactly(new Message.End(STREAM));
    }

    @Test
    void a_close_within_a_message_goes_out() {
        open();
        bridge.frame(frame(FrameType.BINARY, false, HELLO));

        bridge.frame(frame(FrameType.CLOSE, true, closing(3000)));

        sent();
        assertThat(sent()).containsExactly(0x88, 2, 3000 >> 8, (byte) 3000);
    }

    @Test
    void frames_that_break_the_rules_are_breaches() {
        open();
        byte[] large = new byte[LIMITS.chunkBytesMax() + 1];

        breach(() -> bridge.frame(frame(FrameType.BINARY, true, large)));
        breach(() -> bridge.frame(frame(FrameType.CLOSE, true, (byte) 1)));
    }

    @Test
    void a_message_does_not_change_its_type() {
        open();
        bridge.frame(frame(FrameType.TEXT, false, HELLO));

        breach(() -> bridge.frame(frame(FrameType.BINARY, true, HELLO)));
    }

    @Test
    void nothing_comes_behind_a_close() {
        open();
        bridge.frame(frame(FrameType.CLOSE, true, closing(1000)));

        breach(() -> bridge.frame(frame(FrameType.TEXT, true, HELLO)));
    }

    @Test
    void no_more_comes_than_there_is_credit_for() {
        // Of no channel, so that nothing is ever taken.
        bridge.attach(new WebSocket(Side.SERVER, Limits.Socket.DEFAULT, bridge));
        int frames = LIMITS.windowBytes() / Limits.Socket.FRAME_COST_BYTES;
        for (int i = 0; i < frames; i++) {
            bridge.frame(frame(FrameType.TEXT, true));
        }

        breach(() -> bridge.frame(frame(FrameType.TEXT, true)));
    }

    private static void breach(Runnable frame) {
        assertThatThrownBy(frame::run).isInstanceOf(LaneBreach.class);
    }
}
