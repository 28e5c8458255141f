package node.fetch;

import edge.http.Loops;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A client with a loop of its own, asked from a test's thread.
final class Fetcher implements AutoCloseable {

    private final EventLoopGroup loops = Loops.start(1);
    private final FetchClient client;

    Fetcher(FetchSettings settings) {
        client = new FetchClient(loops.next(), settings);
    }

    Fetcher(FetchSettings settings, SslContext tls) {
        client = new FetchClient(loops.next(), settings, tls);
    }

    Fetcher() {
        this(FetchSettings.defaults(new AddressPolicy(true)));
    }

    /// What became of a call.
    record Got(@Nullable FetchResponse response, String body, @Nullable String failure) {
        FetchResponse head() {
            if (response == null) {
                throw new AssertionError("no answer: " + failure);
            }
            return response;
        }

        String header(String name) {
            return head().headers().stream()
                    .filter(header -> header.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        String sentence() {
            return String.valueOf(failure);
        }
    }

    static FetchRequest get(String url, String... headers) {
        return request("GET", url, headers);
    }

    static FetchRequest request(String method, String url, String... headers) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            all.add(Map.entry(parts[0], parts[1]));
        }
        return new FetchRequest(method, url, all, FetchRequest.Redirect.FOLLOW, true);
    }

    static FetchBody whole(String text) {
        return new FetchBody.Whole(bytes(text));
    }

    static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }

    /// Asks and waits for the whole answer.
    Got fetch(FetchRequest request) {
        return fetch(request, new FetchBody.None());
    }

    Got fetch(FetchRequest request, FetchBody body) {
        var call = open(request, body, Integer.MAX_VALUE);
        return call.got();
    }

    /// Begins a call that pulls so many bytes at first.
    Running open(FetchRequest request, FetchBody body, int pull) {
        return onLoop(() -> {
            var running = new Running(this);
            running.call = client.open(request, body, running);
            running.call.pull(pull);
            return running;
        });
    }

    /// Begins a call and writes its whole body in the same round of the loop.
    Running openAndWrite(FetchRequest request, String text) {
        return onLoop(() -> {
            var running = new Running(this);
            running.call = client.open(request, new FetchBody.Stream(-1), running);
            running.call.write(bytes(text));
            running.call.finishBody();
            running.call.pull(Integer.MAX_VALUE);
            return running;
        });
    }

    <T> T onLoop(Callable<T> task) {
        try {
            return client.loop().submit(task).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        }
    }

    int connections() {
        return onLoop(client::connections);
    }

    /// The same as soon as it is that many, or after a while whatever it is: a connection is closed
    /// just after its last call has heard all.
    int connectionsSoon(int wanted) {
        long late = System.nanoTime() + 10_000_000_000L;
        int now = connections();
        while (now != wanted && System.nanoTime() < late) {
            Thread.onSpinWait();
            now = connections();
        }
        return now;
    }

    /// A call under way, and what was told of it.
    static final class Running implements FetchListener {
        private final Fetcher fetcher;
        private final StringBuilder body = new StringBuilder();
        private final CompletableFuture<FetchResponse> head = new CompletableFuture<>();
        private final CompletableFuture<Got> got = new CompletableFuture<>();
        private @Nullable FetchCall call;
        private long written;

        Running(Fetcher fetcher) {
            this.fetcher = fetcher;
        }

        FetchCall call() {
            if (call == null) {
                throw new IllegalStateException("not begun");
            }
            return call;
        }

        Got got() {
            return await(got);
        }

        FetchResponse head() {
            return await(head);
        }

        private static <T> T await(CompletableFuture<T> future) {
            try {
                return future.get(20, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException failed) {
                throw new IllegalStateException(failed);
            }
        }

        void write(String text) {
            onLoop(() -> call().write(bytes(text)));
        }

        void finishBody() {
            onLoop(() -> call().finishBody());
        }

        void pull(int bytes) {
            onLoop(() -> call().pull(bytes));
        }

        void cancel() {
            onLoop(() -> call().cancel());
        }

        private void onLoop(Runnable task) {
            fetcher.onLoop(() -> {
                task.run();
                return true;
            });
        }

        long written() {
            return fetcher.onLoop(() -> written);
        }

        int gotBytes() {
            return fetcher.onLoop(body::length);
        }

        boolean endsWithin(long millis) throws InterruptedException, ExecutionException {
            try {
                return got.get(millis, TimeUnit.MILLISECONDS) != null;
            } catch (TimeoutException stillRunning) {
                return false;
            }
        }

        boolean done() {
            return got.isDone();
        }

        @Override
        public void head(FetchResponse told) {
            head.complete(told);
        }

        @Override
        public void data(ByteBuf data) {
            body.append(data.toString(StandardCharsets.ISO_8859_1));
            data.release();
        }

        @Override
        public void end() {
            got.complete(new Got(head.getNow(null), body.toString(), null));
        }

        @Override
        public void written(int bytes) {
            written += bytes;
        }

        @Override
        public void failed(String sentence) {
            got.complete(new Got(head.getNow(null), body.toString(), sentence));
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
