package node.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import node.json.JsonWriter;
import node.terminal.Entry;
import org.junit.jupiter.api.Test;

final class SumsTest {
    private static final long SLOT = 900_000_000L;
    private static final long AT = SLOT * Sums.SLOT_MILLIS;

    private final Sums sums = new Sums();

    @Test
    void requests_faults_and_processor_time_are_summed() {
        sums.add(request(AT, 200, 1_000, "ok"));
        sums.add(request(AT, 502, 1_000, "ok"));
        sums.add(request(AT, 0, 1_000, "canceled"));
        sums.add(request(AT, 0, 1_000, "exceededCpu"));

        assertThat(json(AT, 0)).startsWith("{\"requests\":4,\"errors\":2,\"cpuMicros\":40,");
    }

    @Test
    void percentiles_are_within_an_eighth_of_the_truth() {
        for (int i = 1; i <= 1_000; i++) {
            sums.add(request(AT, 200, i * 100L, "ok"));
        }

        String json = json(AT + 99, 0);

        assertThat(number(json, "p50")).isBetween(43_700L, 56_300L);
        assertThat(number(json, "p95")).isBetween(83_100L, 106_900L);
    }

    @Test
    void what_is_older_than_the_last_minutes_counts_in_the_sums_alone() {
        sums.add(request(AT, 200, 1_000, "ok"));
        long later = AT + (long) Sums.SLOTS * Sums.SLOT_MILLIS;
        sums.add(request(later, 200, 1_000, "ok"));

        assertThat(json(later, 0))
                .startsWith("{\"requests\":2,")
                .contains("[[" + (SLOT + 150) + ",1,0");
        assertThat(json(later + later, 0)).endsWith("\"p50\":0,\"p95\":0,\"slots\":[]}");
    }

    private String json(long now, long since) {
        var text = new StringBuilder();
        JsonWriter out = new JsonWriter(text).object();
        sums.fields(now, since, out);
        out.end();
        return text.toString();
    }

    private static long number(String json, String name) {
        String rest = json.substring(json.indexOf("\"" + name + "\":") + name.length() + 3);
        return Long.parseLong(rest.substring(0, rest.indexOf(',')));
    }

    private static Entry.Request request(long at, int status, long wall, String outcome) {
        return new Entry.Request(at, "app", "GET", "/", status, wall, 10, 0, outcome, List.of());
    }
}
