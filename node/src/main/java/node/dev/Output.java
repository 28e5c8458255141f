package node.dev;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.terminal.Colours;
import node.terminal.Terminal;

/// Where what happens is told: to a person, to a file, to a program.
final class Output {
    private Output() {}

    /// Whether standard output goes to a person; whoever starts the node knows.
    static boolean isTerminal() {
        return Boolean.getBoolean("edgewise.terminal");
    }

    /// Opens it.
    ///
    /// @throws IOException where a file cannot be written; the sentence says the way out
    static Terminal open(DevOptions options) throws IOException {
        Path log = options.log();
        OutputStream out = log == null ? new FileOutputStream(FileDescriptor.out) : file(log);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        if (options.json()) {
            return Terminal.json(out, err);
        }
        return log == null
                ? new Terminal(out, err, Colours.of(System.getenv(), isTerminal()), !isTerminal())
                : new Terminal(out, err, Colours.of(Map.of(), false), true);
    }

    /// The files that all of it goes to, as far as it goes to files: what is written there must not
    /// be taken for a change of an app.
    static Set<Path> files(DevOptions options) {
        var files = new HashSet<Path>();
        if (options.log() != null) {
            files.add(options.log());
        }
        for (String descriptor : List.of("1", "2")) {
            try {
                files.add(Path.of("/proc/self/fd", descriptor).toRealPath());
            } catch (IOException _) {
                // A pipe or a terminal has no path.
            }
        }
        return files;
    }

    private static OutputStream file(Path log) throws IOException {
        String given = "--log is '" + log + "', ";
        Path folder = log.toAbsolutePath().normalize().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(
                    given + "but there is no folder '" + folder + "'; make it first.");
        }
        if (Files.isDirectory(log)) {
            throw new IOException(given + "which is a folder; name a file in it.");
        }
        try {
            return new FileOutputStream(log.toFile(), true);
        } catch (FileNotFoundException e) {
            throw new IOException(
                    given + "which cannot be written; name another file, or leave --log out.", e);
        }
    }
}
