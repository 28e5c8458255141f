package node.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One run of the esbuild program in its service mode, in which it takes questions on its input and
/// answers on its output, both structured.
///
/// The mode is what esbuild's own JavaScript package uses; it is not a documented interface, so the
/// version is pinned and checked. It spares us scraping messages from a terminal and writing the
/// bundle to a directory, and lets us answer what an import means. One thread uses it.
final class Esbuild implements AutoCloseable {

    /// Must be that of the artifact in the build file.
    static final String VERSION = "0.25.10";

    /// A bundle that takes longer is stuck.
    private static final Duration TIME_MAX = Duration.ofSeconds(60);

    private final Process process;
    private final InputStream in;
    private final OutputStream out;

    private Esbuild(Process process) {
        this.process = process;
        this.in = process.getInputStream();
        this.out = process.getOutputStream();
    }

    /// Answers what esbuild asks in the middle of its work.
    @FunctionalInterface
    interface Callback {
        Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question);
    }

    static Esbuild start(Path program, Path directory) throws IOException {
        var builder = new ProcessBuilder(program.toString(), "--service=" + VERSION);
        builder.directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        var esbuild = new Esbuild(builder.start());
        Thread.ofVirtual().name("esbuild-watch").start(esbuild::endWhenStuck);
        String version = PacketReader.version(esbuild.in);
        if (!version.equals(VERSION)) {
            esbuild.close();
            throw new IOException("esbuild is " + version + "; this version works with " + VERSION);
        }
        return esbuild;
    }

    /// Puts one question and answers those that come back until its answer is there.
    Map<String, @Nullable Object> ask(Map<String, @Nullable Object> question, Callback callback)
            throws IOException {
        PacketWriter.write(out, new Packet(0, true, question));
        while (true) {
            Packet packet = PacketReader.read(in);
            if (!packet.question()) {
                return packet.body();
            }
            PacketWriter.write(out, packet.answer(callback.answer(packet.body())));
        }
    }

    private void endWhenStuck() {
        try {
            if (!process.waitFor(TIME_MAX)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
