package node.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The esbuild program in its service mode, in which it takes questions on its input and answers on
/// its output, both structured, and keeps what it parsed for the next build.
///
/// The mode is what esbuild's own JavaScript package uses; it is not a documented interface, so the
/// version is pinned and checked. It spares us scraping messages from a terminal and writing the
/// bundle to a directory, and lets us answer what an import means. Any thread may ask, and waits;
/// questions that come back are answered on virtual threads.
final class Esbuild implements AutoCloseable {

    /// Must be that of the artifact in the build file.
    static final String VERSION = "0.25.10";

    /// From here on esbuild rather collects garbage than takes more memory.
    private static final String MEMORY_MAX = "512MiB";

    /// An answer that takes longer never comes.
    private static final long ANSWER_SECONDS_MAX = 60;

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger keys = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, @Nullable Object>>> asked =
            new ConcurrentHashMap<>();
    private final Map<Integer, Callback> callbacks = new ConcurrentHashMap<>();
    private volatile boolean ended;

    private Esbuild(Process process) {
        this.process = process;
        this.in = process.getInputStream();
        this.out = process.getOutputStream();
    }

    /// Answers what esbuild asks in the middle of its work.
    @FunctionalInterface
    interface Callback {
        Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question)
                throws IOException;
    }

    static Esbuild start(Path program) throws IOException {
        var builder = new ProcessBuilder(program.toString(), "--service=" + VERSION);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        // Most of a rebuild would be spent on collecting garbage otherwise: measured, 430 ms of
        // processor time instead of 570 for 2,270 files.
        builder.environment().put("GOGC", "400");
        builder.environment().put("GOMEMLIMIT", MEMORY_MAX);
        var esbuild = new Esbuild(builder.start());
        String version = PacketReader.version(esbuild.in);
        if (!version.equals(VERSION)) {
            esbuild.close();
            throw new IOException("esbuild is " + version + "; this version works with " + VERSION);
        }
        Thread.ofPlatform().daemon().name("esbuild").start(esbuild::read);
        return esbuild;
    }

    boolean isAlive() {
        return !ended && process.isAlive();
    }

    /// A key for questions that belong together, and who answers those that come back for it.
    int key(Callback callback) {
        int key = keys.getAndIncrement();
        callbacks.put(key, callback);
        return key;
    }

    void forget(int key) {
        callbacks.remove(key);
    }

    /// Puts one question and waits for its answer.
    Map<String, @Nullable Object> ask(Map<String, @Nullable Object> question) throws IOException {
        int id = ids.getAndIncrement();
        var answer = new CompletableFuture<Map<String, @Nullable Object>>();
        asked.put(id, answer);
        try {
            write(new Packet(id, true, question));
            if (ended) {
                throw new IOException("esbuild ended");
            }
            return answer.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException(
                    "esbuild gave no answer within " + ANSWER_SECONDS_MAX + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? "" : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            asked.remove(id);
        }
    }

    private void write(Packet packet) throws IOException {
        synchronized (out) {
            PacketWriter.write(out, packet);
        }
    }

    private void read() {
        try {
            while (true) {
                Packet packet = PacketReader.read(in);
                if (packet.question()) {
                    Thread.ofVirtual().start(() -> answer(packet));
                } else {
                    var waiting = asked.get(packet.id());
                    if (waiting != null) {
                        waiting.complete(packet.body());
                    }
                }
            }
        } catch (IOException e) {
            end(e);
        }
    }

    private void answer(Packet packet) {
        Callback callback = callbacks.get(Packet.number(packet.body(), "key"));
        try {
            write(
                    packet.answer(
                            callback == null
                                    ? Packet.messages(List.of())
                                    : asked(callback, packet)));
        } catch (IOException e) {
            end(e);
        }
    }

    /// What cannot be answered is an error of the build.
    private static Map<String, @Nullable Object> asked(Callback callback, Packet packet) {
        try {
            return callback.answer(packet.body());
        } catch (IOException | RuntimeException e) {
            Map<String, @Nullable Object> failure =
                    Packet.messages(List.of(String.valueOf(e.getMessage())));
            failure.put("id", 0);
            return failure;
        }
    }

    private void end(IOException cause) {
        ended = true;
        process.destroy();
        List.copyOf(new ArrayList<>(asked.values()))
                .forEach(waiting -> waiting.completeExceptionally(cause));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
