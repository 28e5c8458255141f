package node.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import base.lane.LogLevel;
import base.meter.MeterRecord;
import base.meter.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import node.json.JsonWriter;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    private static final long NOON =
            LocalDate.of(2026, 8, 4)
                    .atTime(LocalTime.of(12, 0, 0, 7_000_000))
                    .atZone(ZoneId.systemDefault())
                    .toInstant()
                    .toEpochMilli();

    private static final Showable PROBLEM =
            new Showable() {
                @Override
                public String lines(Colours colours) {
                    return "odd\n";
                }

                @Override
                public void fields(JsonWriter json) {
                    json.put("title", "odd");
                }

                @Override
                public int weight() {
                    return 3;
                }
            };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_request_is_one_line_and_its_console_stands_beneath() {
        try (var terminal = new Terminal(out, err, Colours.OFF, false)) {
            terminal.show(
                    request(
                            "shop",
                            200,
                            "ok",
                            List.of(
                                    new Entry.Console(LogLevel.LOG, "one\ntwo"),
                                    new Entry.Console(LogLevel.WARN, "thr\u001b[31mee"))));
            terminal.show(request("pay", 503, "exceededCpu", List.of()));
            terminal.show(new Entry.Late("pay", new Entry.Console(LogLevel.ERROR, "late")));
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        12:00:00.007 shop GET /a?b=c 200 1.3 ms cpu 0.4 ms 12 B
                          log   one
                          log   two
                          warn  thr\\x1b[31mee
                        12:00:00.007 pay  GET /a?b=c 503 1.3 ms cpu 0.4 ms 12 B ✘ exceededCpu
                        pay   error late
                        """);
    }

    @Test
    void a_program_that_reads_gets_one_line_for_each() {
        try (var terminal = new Terminal(out, err, Colours.OFF, true)) {
            terminal.show(new Entry.Late("pay", new Entry.Console(LogLevel.ERROR, "one\r\ntwo\n")));
        }

        assertThat(out.toString(UTF_8)).isEqualTo("pay   error one\\ntwo\n");
    }

    @Test
    void an_exception_keeps_its_shape_for_a_program_too() {
        try (var terminal = new Terminal(out, err, Colours.OFF, true)) {
            terminal.show(
                    new Entry.Late("pay", new Entry.Console(LogLevel.EXCEPTION, "odd\n  at a\n")));
        }

        assertThat(out.toString(UTF_8)).isEqualTo("pay   error odd\n  error   at a\n");
    }

    @Test
    void a_terminal_gets_colours() {
        try (var terminal = new Terminal(out, err, Colours.ON, false)) {
            terminal.show(request("shop", 404, "ok", List.of()));
        }

        assertThat(out.toString(UTF_8)).contains("\u001b[38;5;130m404\u001b[0m");
    }

    @Test
    void a_program_that_asks_for_json_gets_an_object_a_line() {
        try (var terminal = Terminal.json(out, err)) {
            terminal.show(
                    request(
                            "shop",
                            500,
                            "exception",
                            List.of(
                                    new Entry.Console(LogLevel.WARN, "a\nb"),
                                    new Entry.Console(LogLevel.EXCEPTION, "raw", PROBLEM))));
            terminal.show(new Entry.Fault("shop", PROBLEM, "one line"));
            terminal.show(new Entry.Reload("shop", 12, List.of("a.ts"), true, true));
            terminal.complain("careful\n");
            terminal.show(
                    new Entry.Ready(
                            "1.0",
                            List.of(new Entry.Served("shop", "http://shop", "")),
                            "http://shop/_edgewise",
                            ""));
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        {"kind":"request","id":1,"at":%d,"app":"shop","method":"GET","target":"/a?b=c",\
                        "status":500,"wallMicros":1250,"cpuMicros":420,"bytes":12,"outcome":"exception"}
                        {"kind":"console","request":1,"app":"shop","level":"warn","text":"a\\nb"}
                        {"kind":"exception","request":1,"app":"shop","title":"odd"}
                        {"kind":"problem","app":"shop","title":"odd"}
                        {"kind":"reload","app":"shop","millis":12,"good":true,"answers":true,"files":["a.ts"]}
                        {"kind":"note","level":"error","text":"careful"}
                        {"kind":"ready","version":"1.0","page":"http://shop/_edgewise",\
                        "apps":[{"app":"shop","url":"http://shop"}]}
                        """
                                .formatted(NOON));
        assertThat(err.size()).isZero();
    }

    @Test
    void the_start_is_told_in_full_to_a_person_and_in_lines_to_a_program() {
        var ready =
                new Entry.Ready(
                        "1.0",
                        List.of(
                                new Entry.Served("shop", "http://shop.localhost:1", "KV"),
                                new Entry.Served("p", "http://p.localhost:1", "")),
                        "http://shop.localhost:1/_edgewise",
                        "? help");
        try (var terminal = new Terminal(out, err, Colours.OFF, false)) {
            terminal.show(ready);
        }
        try (var terminal = new Terminal(err, err, Colours.OFF, true)) {
            terminal.show(ready);
        }

        String rows =
                """
                  shop      http://shop.localhost:1  KV
                  p         http://p.localhost:1
                  dev page  http://shop.localhost:1/_edgewise
                """;
        assertThat(out.toString(UTF_8)).isEqualTo("\n  edgewise 1.0\n\n" + rows + "\n  ? help\n\n");
        assertThat(err.toString(UTF_8)).isEqualTo(rows + "\n  ? help\n");
    }

    @Test
    void a_meter_record_is_a_line_of_json() {
        try (var terminal = new Terminal(out, err, Colours.OFF, false)) {
            terminal.show(
                    new Entry.Meter(
                            new MeterRecord("shop", "v1", 420, 1300, 2, 0, 12, Outcome.OK)));
        }

        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        {"app":"shop","version":"v1","cpuMicros":420,"wallMicros":1300,"subrequests":2,\
                        "bytesIn":0,"bytesOut":12,"outcome":"ok"}
                        """);
    }

    @Test
    void words_of_ours_go_where_they_belong_in_their_order() {
        try (var terminal = new Terminal(out, err, Colours.OFF, false)) {
            terminal.say("one");
            terminal.complain("two\n");
            terminal.say("three");
        }

        assertThat(out.toString(UTF_8)).isEqualTo("one\nthree\n");
        assertThat(err.toString(UTF_8)).isEqualTo("two\n");
    }

    @Test
    void what_a_slow_reader_leaves_is_dropped_counted_and_told() {
        var slow = new Held(out);
        int fitting = Terminal.WEIGHT_MAX / 1024;
        String line = "x".repeat(1024 - new Entry.Said("", false).weight());

        try (var terminal = new Terminal(slow, err, Colours.OFF, false)) {
            terminal.say("first");
            slow.reached();
            for (int i = 0; i < fitting + 1_000; i++) {
                terminal.say(line);
            }
            slow.release();
        }

        assertThat(out.toString(UTF_8).lines().count()).isEqualTo(1 + fitting);
        assertThat(err.toString(UTF_8))
                .isEqualTo("1000 log lines were dropped: they were read too slowly.\n");
    }

    @Test
    void nothing_is_lost_of_what_many_threads_show() throws InterruptedException {
        try (var terminal = new Terminal(out, err, Colours.OFF, false)) {
            var threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] =
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int j = 0; j < 2_000; j++) {
                                        terminal.say("line");
                                    }
                                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(out.toString(UTF_8).lines().count()).isEqualTo(8_000);
    }

    private static Entry.Request request(
            String app, int status, String outcome, List<Entry.Console> console) {
        return new Entry.Request(
                NOON, app, "GET", "/a?b=c", status, 1_250, 420, 12, outcome, console);
    }

    /// A reader that takes nothing until it is released.
    private static final class Held extends OutputStream {

        private final OutputStream to;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        Held(OutputStream to) {
            this.to = to;
        }

        void reached() {
            await(reached);
        }

        void release() {
            released.countDown();
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            reached.countDown();
            await(released);
            to.write(bytes, from, length);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
