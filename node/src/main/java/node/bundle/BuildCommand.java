package node.bundle;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import node.config.BuildConfig;

/// Runs an app's own `build.command` in a shell, as wrangler does, with what this process has in
/// its environment: it is the developer's word, on the developer's machine.
final class BuildCommand {

    /// A build that takes longer is stuck.
    private static final long MINUTES_MAX = 10;

    /// A line of output beyond this is cut.
    private static final int LINE_CHARS_MAX = 10_000;

    private BuildCommand() {}

    /// Runs it to its end; answers why it failed, or nothing.
    static String run(BuildConfig.Command command, Consumer<String> output) {
        String name = "'build.command' ('" + command.text() + "')";
        try {
            Process process =
                    new ProcessBuilder("sh", "-c", command.text())
                            .directory(command.directory().toAbsolutePath().toFile())
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                            .start();
            Thread reader =
                    Thread.ofVirtual()
                            .start(() ->
                                    process.inputReader()
                                            .lines()
                                            .forEach(line -> output.accept(cut(line))));
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                end(process);
                return name + " took more than " + MINUTES_MAX + " minutes and was ended.";
            }
            reader.join(TimeUnit.SECONDS.toMillis(1));
            int code = process.exitValue();
            return code == 0 ? "" : name + " failed with exit code " + code + ".";
        } catch (IOException e) {
            return name + " cannot be run: " + e.getMessage() + ".";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return name + " was interrupted.";
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String cut(String line) {
        return line.length() > LINE_CHARS_MAX ? line.substring(0, LINE_CHARS_MAX) + "…" : line;
    }
}
