package node.page;

import static org.assertj.core.api.Assertions.assertThat;

import node.terminal.Entry;
import org.junit.jupiter.api.Test;

final class RingTest {
    private final Ring ring = new Ring();

    @Test
    void it_keeps_the_last_entries_by_their_numbers() {
        for (int i = 1; i <= Ring.ENTRIES_MAX + 3; i++) {
            ring.add(said("entry " + i), i);
        }

        assertThat(ring.first()).isEqualTo(4);
        assertThat(ring.next()).isEqualTo(Ring.ENTRIES_MAX + 4);
        assertThat(ring.get(4)).isEqualTo(said("entry 4"));
        assertThat(ring.time(Ring.ENTRIES_MAX + 3)).isEqualTo(Ring.ENTRIES_MAX + 3);
    }

    @Test
    void heavy_entries_make_room_for_each_other() {
        Entry heavy = said("x".repeat(Ring.WEIGHT_MAX / 2 - 200));
        for (int i = 0; i < 10; i++) {
            ring.add(heavy, i);
        }

        assertThat(ring.next() - ring.first()).isEqualTo(2);
    }

    @Test
    void one_that_is_too_heavy_by_itself_is_numbered_and_not_kept() {
        ring.add(said("one"), 1);
        ring.add(said("x".repeat(Ring.WEIGHT_MAX)), 2);
        ring.add(said("three"), 3);

        assertThat(ring.first()).isEqualTo(3);
        assertThat(ring.get(3)).isEqualTo(said("three"));
        assertThat(ring.next()).isEqualTo(4);
    }

    private static Entry said(String text) {
        return new Entry.Said(text, false);
    }
}
