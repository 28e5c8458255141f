package spec;

import static org.assertj.core.api.Assertions.assertThat;

import base.lane.Message;
import base.lane.VersionLimits;
import base.meter.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.FakeNode;

/// What a real child does when its node does not do as usual.
class LaneTest {
    private static final VersionLimits LIMITS =
            new VersionLimits(1_000, 1_000, 64L << 20, 500, 300, 10_000, 2);
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    @TempDir private Path directory;

    @Test
    void a_blocking_op_that_is_never_answered_ends_by_its_limit() throws IOException {
        try (var node = new FakeNode(directory)) {
            node.load(
                    "import { entropy } from 'edgewise:runtime';"
                            + "export default { fetch: () => new Response(entropy(8)) };",
                    LIMITS);
            long began = System.nanoTime();

            node.invoke(1);
            Message.Call call = node.await(Message.Call.class);
            Message.Done done = node.await(Message.Done.class);

            long millis = (System.nanoTime() - began) / 1_000_000;
            assertThat(call.op()).isEqualTo("entropy");
            assertThat(Outcome.values()[done.outcome()]).isEqualTo(Outcome.EXCEEDED_WALL);
            assertThat(millis).isBetween(290L, 5_000L);
        }
    }

    @Test
    void work_after_the_answer_ends_by_its_limit() throws IOException {
        try (var node = new FakeNode(directory)) {
            node.load(
                    "export default { fetch(r, e, ctx) {"
                            + "ctx.waitUntil(new Promise((f) => setTimeout(f, 60_000)));"
                            + "return new Response('now'); } };",
                    LIMITS);

            node.invoke(1);
            Message.Head head = node.await(Message.Head.class);
            Message.Done done = node.await(Message.Done.class);

            assertThat(head.head()).startsWith("200");
            assertThat(Outcome.values()[done.outcome()]).isEqualTo(Outcome.EXCEEDED_WALL);
        }
    }

    @Test
    void late_and_strange_frames_are_passed_over() throws IOException {
        try (var node = new FakeNode(directory)) {
            node.load("export default { fetch: () => new Response('here') };", LIMITS);

            node.send(new Message.Answer(-77, true, Message.BodyKind.NONE, "200", NO_BYTES));
            node.send(new Message.Body(99, ByteBuffer.allocate(10)));
            node.send(new Message.Credit(98, 1));
            node.send(new Message.Cancel(97));
            node.invoke(2);

            assertThat(node.await(Message.Head.class).stream()).isEqualTo(2);
            assertThat(node.await(Message.Done.class).cpuMicros()).isPositive();
        }
    }

    @Test
    void a_body_waits_for_credit() throws IOException {
        try (var node = new FakeNode(directory)) {
            node.load(
                    "export default { fetch: () => new Response(new Uint8Array(5_000_000)) };",
                    LIMITS);

            node.invoke(3);
            node.await(Message.Head.class);
            long got = 0;
            while (got < 1 << 20) {
                got += node.await(Message.Body.class).bytes().remaining();
            }
            long window = got;
            node.send(new Message.Credit(3, 5_000_000));
            while (got < 5_000_000) {
                got += node.await(Message.Body.class).bytes().remaining();
            }

            assertThat(window).isEqualTo(1 << 20);
            assertThat(got).isEqualTo(5_000_000);
            node.await(Message.End.class);
        }
    }
}
