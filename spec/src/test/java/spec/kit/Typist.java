package spec.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// `edgewise dev` at a terminal, as a person would have it: `script` of util-linux gives it one,
/// and what is typed here goes there.
public final class Typist implements AutoCloseable {
    private final Process process;
    private final OutputStream keyboard;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /// @param options words after `dev`
    public Typist(List<String> options) {
        var words = Dev.command(options);
        words.add(1, "-Dedgewise.terminal=true");
        String command =
                words.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
        var builder =
                new ProcessBuilder(
                                "script",
                                "-qec",
                                "stty sane; trap : INT; " + command + "; echo ended $?; stty -a",
                                "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().remove("NO_COLOR");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("start script", e);
        }
        keyboard = process.getOutputStream();
        BufferedReader screen = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> screen.lines().forEach(lines::add));
    }

    /// Types this.
    public void type(String keys) {
        try {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("type " + keys, e);
        }
    }

    /// All that was shown until now.
    public String screen() {
        return String.join("\n", lines);
    }

    /// Waits for the end.
    @Override
    public void close() {
        try {
            keyboard.close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("it did not end: " + screen());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("end script", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
