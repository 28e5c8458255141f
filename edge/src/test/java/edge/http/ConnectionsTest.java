package edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import base.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How connections live and end.
final class ConnectionsTest {

    private static Limits.Http limits(long headMillis, long idleMillis, long stallMillis) {
        return new Limits.Http(
                16_384, 65_536, 1 << 20, headMillis, idleMillis, stallMillis, 65_536, 100);
    }

    /// A receiver that only tells when the client is gone.
    private record Watch(CompletableFuture<Boolean> told) implements Exchange.Receiver {
        Watch() {
            this(new CompletableFuture<>());
        }

        @Override
        public void data(ByteBuf data) {
            data.release();
        }

        @Override
        public void end() {}

        @Override
        public void written(int bytes) {}

        @Override
        public void gone() {
            told.complete(true);
        }

        void await() throws Exception {
            assertThat(told.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void many_requests_are_answered_on_one_connection() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {
            for (int i = 0; i < 500; i++) {
                assertThat(wire.get("/" + i).answer().body()).isEqualTo("GET /" + i);
            }
        }
    }

    @Test
    void requests_sent_ahead_are_answered_in_order() {
        Handler laterOrNow =
                exchange -> {
                    Runnable answer = () -> Answers.named().handle(exchange);
                    if (exchange.head().target().hashCode() % 3 == 0) {
                        var _ = exchange.loop().schedule(answer, 1, TimeUnit.MILLISECONDS);
                    } else {
                        answer.run();
                    }
                };
        try (var server = new RunningServer(laterOrNow);
                var wire = server.wire()) {
            var ahead = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                ahead.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            wire.send(ahead.toString());

            for (int i = 0; i < 300; i++) {
                assertThat(wire.answer().body()).isEqualTo("GET /" + i);
            }
        }
    }

    @Test
    void a_client_may_end_the_connection() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire();
                var old = server.wire()) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n");
            old.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");

            assertThat(wire.answer().header("connection")).isEqualTo("close");
            assertThat(wire.rest()).isEmpty();
            assertThat(old.answer().header("connection")).isEqualTo("close");
            assertThat(old.rest()).isEmpty();
        }
    }

    @Test
    void a_slow_head_is_refused() {
        try (var server = new RunningServer(limits(40, 60_000, 60_000), Answers.named());
                var wire = server.wire()) {
            wire.send("GET / HT");

            var answer = wire.answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("over 40 ms");
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void an_idle_connection_is_closed() {
        try (var server = new RunningServer(limits(60_000, 40, 60_000), Answers.named());
                var wire = server.wire();
                var silent = server.wire()) {

            assertThat(wire.get("/").answer().status()).isEqualTo(200);
            assertThat(wire.rest()).isEmpty();
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void a_body_that_does_not_come_is_cut() throws Exception {
        var watch = new Watch();
        Handler handler =
                exchange -> {
                    exchange.receive(watch);
                    exchange.pull(10);
                };
        try (var server = new RunningServer(limits(60_000, 60_000, 40), handler);
                var wire = server.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");

            assertThat(wire.rest()).isEmpty();
            watch.await();
        }
    }

    @Test
    void an_answer_that_is_not_taken_is_cut() throws Exception {
        var watch = new Watch();
        Handler handler =
                exchange -> {
                    exchange.receive(watch);
                    exchange.start(Answers.ok(-1));
                    exchange.write(Unpooled.buffer(50_000_000).writeZero(50_000_000));
                };
        try (var server = new RunningServer(limits(60_000, 60_000, 40), handler);
                var wire = server.wire()) {
            wire.get("/");

            watch.await();
        }
    }

    @Test
    void a_client_that_goes_away_is_noticed_while_nothing_is_read_or_written() throws Exception {
        var watch = new Watch();
        var begun = new CountDownLatch(1);
        Handler handler =
                exchange -> {
                    exchange.receive(watch);
                    begun.countDown();
                };
        try (var server = new RunningServer(handler)) {
            try (var wire = server.wire()) {
                wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n");
                wire.send("x".repeat(90_000));
                assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            }

            watch.await();
        }
    }

    @Test
    void a_receiver_that_comes_after_the_client_went_is_told() throws Exception {
        var watch = new Watch();
        var begun = new CompletableFuture<Exchange>();
        try (var server = new RunningServer(begun::complete)) {
            try (var wire = server.wire()) {
                wire.get("/");
                begun.get(10, TimeUnit.SECONDS);
            }
            Exchange exchange = begun.get();
            Runnable late =
                    new Runnable() {
                        @Override
                        public void run() {
                            // Nobody listens yet, so the end shows in what a first receiver hears.
                            if (server.server().connections() == 0) {
                                exchange.receive(watch);
                            } else {
                                exchange.loop().execute(this);
                            }
                        }
                    };
            exchange.loop().execute(late);

            watch.await();
        }
    }

    @Test
    void a_client_is_held_back_until_its_body_is_asked_for() throws Exception {
        var got = new AtomicLong();
        var begun = new CompletableFuture<Exchange>();
        var whole = new CountDownLatch(1);
        var counting =
                new Exchange.Receiver() {
                    @Override
                    public void data(ByteBuf data) {
                        got.addAndGet(data.readableBytes());
                        data.release();
                    }

                    @Override
                    public void end() {
                        whole.countDown();
                    }

                    @Override
                    public void written(int bytes) {}

                    @Override
                    public void gone() {}
                };
        Handler handler =
                exchange -> {
                    exchange.bodyBytesMax(Long.MAX_VALUE);
                    exchange.receive(counting);
                    begun.complete(exchange);
                };
        int size = 64_000_000;
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {
            var sender =
                    Thread.ofVirtual()
                            .start(() -> {
                                wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ");
                                wire.send(size + "\r\n\r\n").send("x".repeat(size));
                            });
            var exchange = begun.get(10, TimeUnit.SECONDS);

            boolean sentUnasked = sender.join(Duration.ofMillis(200));
            exchange.loop().submit(() -> exchange.pull(1000)).get();
            long afterFirst = got.get();
            exchange.loop().submit(() -> exchange.pull(Integer.MAX_VALUE)).get();

            assertThat(sentUnasked).isFalse();
            assertThat(afterFirst).isLessThanOrEqualTo(1000);
            assertThat(whole.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(got.get()).isEqualTo(size);
        }
    }

    @Test
    void written_tells_what_the_socket_took() throws Exception {
        var written = new AtomicLong();
        var done = new CountDownLatch(1);
        int size = 30_000_000;
        Handler handler =
                exchange -> {
                    exchange.start(Answers.ok(size));
                    exchange.receive(
                            new Exchange.Receiver() {
                                @Override
                                public void data(ByteBuf data) {}

                                @Override
                                public void end() {}

                                @Override
                                public void written(int bytes) {
                                    if (written.addAndGet(bytes) == size) {
                                        exchange.finish();
                                        done.countDown();
                                    }
                                }

                                @Override
                                public void gone() {}
                            });
                    for (int i = 0; i < 300; i++) {
                        exchange.write(Unpooled.buffer(100_000).writeZero(100_000));
                    }
                };
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {
            wire.get("/");

            boolean early = done.await(200, TimeUnit.MILLISECONDS);
            long takenEarly = written.get();
            var answer = wire.answer();

            assertThat(early).isFalse();
            assertThat(takenEarly).isLessThan(size);
            assertThat(answer.body()).hasSize(size);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_client_that_asks_on_without_taking_answers_is_let_wait() throws Exception {
        var asked = new AtomicLong();
        String body = "x".repeat(100_000);
        Handler handler =
                exchange -> {
                    asked.incrementAndGet();
                    Answers.respond(exchange, body);
                };
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000));
            var stopped = new CountDownLatch(1);

            boolean never = stopped.await(200, TimeUnit.MILLISECONDS);
            long answeredAhead = asked.get();

            assertThat(never).isFalse();
            assertThat(answeredAhead).isLessThan(300);
            for (int i = 0; i < 1_000; i++) {
                assertThat(wire.answer().body()).hasSize(100_000);
            }
        }
    }

    @Test
    void an_answer_that_takes_long_is_not_idleness() throws Exception {
        int size = 50_000_000;
        Handler handler =
                exchange -> exchange.respond(Answers.ok(-1), Unpooled.buffer(size).writeZero(size));
        try (var server = new RunningServer(limits(60_000, 40, 60_000), handler);
                var wire = server.wire()) {
            wire.get("/");
            var never = new CountDownLatch(1);

            boolean ended = never.await(200, TimeUnit.MILLISECONDS);

            assertThat(ended).isFalse();
            assertThat(wire.answer().body()).hasSize(size);
        }
    }

    @Test
    void one_connection_too_many_is_told_so() {
        var limits = new Limits.Http(16_384, 65_536, 1 << 20, 60_000, 60_000, 60_000, 65_536, 1);
        try (var server = new RunningServer(limits, Answers.named());
                var first = server.wire()) {
            assertThat(first.get("/").answer().status()).isEqualTo(200);
            try (var second = server.wire()) {

                var answer = second.answer();

                assertThat(answer.status()).isEqualTo(503);
                assertThat(second.rest()).isEmpty();
            }
            assertThat(first.get("/").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void draining_answers_what_was_asked_and_closes_the_rest() throws Exception {
        var begun = new CompletableFuture<Exchange>();
        try (var server = new RunningServer(begun::complete);
                var idle = server.wire();
                var busy = server.wire()) {
            busy.get("/slow");
            var exchange = begun.get(10, TimeUnit.SECONDS);
            var drained = new CompletableFuture<Boolean>();
            Thread.ofVirtual()
                    .start(() -> drained.complete(server.server().drain(Duration.ofSeconds(10))));

            String idleEnd = idle.rest();
            exchange.loop().execute(() -> Answers.respond(exchange, "done"));
            var answer = busy.answer();

            assertThat(idleEnd).isEmpty();
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(busy.rest()).isEmpty();
            assertThat(drained.get(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(server::wire).hasMessageContaining("refused");
        }
    }

    @Test
    void draining_cuts_what_takes_longer() throws Exception {
        var begun = new CompletableFuture<Exchange>();
        try (var server = new RunningServer(begun::complete);
                var busy = server.wire()) {
            busy.get("/slow");
            begun.get(10, TimeUnit.SECONDS);

            boolean drained = server.server().drain(Duration.ofMillis(20));

            assertThat(drained).isFalse();
            assertThat(busy.rest()).isEmpty();
        }
    }

    @Test
    void a_taken_port_is_named() {
        try (var server = new RunningServer(Answers.named())) {
            assertThatThrownBy(() ->
                            HttpServer.start(
                                    server.loops(),
                                    "127.0.0.1",
                                    server.port(),
                                    Limits.Http.DEFAULT,
                                    Answers.named()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "Port "
                                    + server.port()
                                    + " on 127.0.0.1 is taken by another process; stop that one or"
                                    + " choose another port.");
        }
    }
}
