package node.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SaidTest {
    private static final long OWN = 1000;

    private final Setup setup = new Setup();
    private final Said said = new Said(setup, OWN);

    private boolean piece(String text, boolean last) {
        return said.piece(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), last);
    }

    @Test
    void responses_to_requests_of_our_own_are_not_passed_on_in_no_piece() {
        assertThat(piece("{\"id\":1000,\"resu", false)).isFalse();
        assertThat(piece("lt\":{}}", true)).isFalse();

        assertThat(piece("{\"id\":999,\"result\":{}}", true)).isTrue();
        assertThat(said.id()).isEqualTo(999);
        assertThat(piece("{\"method\":\"Debugger.resumed\",\"params\":{}}", true)).isTrue();
        assertThat(said.id()).isEqualTo(-1);
    }

    @Test
    void whether_code_is_paused_is_known_from_what_was_said() {
        piece("{\"method\":\"Debugger.paused\",\"params\":{}}", true);
        boolean paused = said.isPaused();
        piece("{\"method\":\"Debugger.resumed\",\"params\":{}}", true);

        assertThat(paused).isTrue();
        assertThat(said.isPaused()).isFalse();
    }

    @Test
    void a_message_in_pieces_is_whole_with_its_last() {
        piece("{\"method\":\"Heap", false);
        boolean between = said.isBetween();
        piece("Profiler.x\"}", true);

        assertThat(between).isFalse();
        assertThat(said.isBetween()).isTrue();
    }

    @Test
    void the_id_of_a_breakpoint_is_read_also_out_of_several_pieces() {
        Request request =
                Objects.requireNonNull(
                        Request.of(
                                "{\"id\":5,\"method\":\"Debugger.setBreakpointByUrl\",\"params\":{\"a\":1}}"));
        setup.asked(request);

        piece("{\"id\":5,\"result\":{\"breakpoi", false);
        piece("ntId\":\"b\"}}", true);

        assertThat(setup.again(1)).hasSize(1);
    }
}
