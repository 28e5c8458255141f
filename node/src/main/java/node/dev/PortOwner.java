package node.dev;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who listens on a port of this machine, as far as this user may see it: the kernel's tables of
/// sockets name an inode, and the open files of a process lead to it (proc(5), `/proc/net/tcp` and
/// `/proc/PID/fd`).
final class PortOwner {
    private static final String LISTENING = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private final Path proc;

    /// @param proc where the kernel tells of processes
    PortOwner(Path proc) {
        this.proc = proc;
    }

    /// The process, as `node (process 4242)`; null where it cannot be seen.
    @Nullable String of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(sockets(proc.resolve(table), port));
        }
        return sockets.isEmpty() ? null : process(sockets);
    }

    private static Set<String> sockets(Path table, int port) {
        String end = ":%04X".formatted(port);
        Set<String> found = new HashSet<>();
        try (Stream<String> lines = Files.lines(table)) {
            lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .forEach(cells -> {
                        if (cells.length > INODE
                                && cells[LOCAL].endsWith(end)
                                && cells[STATE].equals(LISTENING)) {
                            found.add("socket:[" + cells[INODE] + "]");
                        }
                    });
        } catch (IOException | java.io.UncheckedIOException _) {
            // Not here, or not for us: then nobody is named.
        }
        return found;
    }

    private @Nullable String process(Set<String> sockets) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : all) {
                if (holds(process.resolve("fd"), sockets)) {
                    String name = Files.readString(process.resolve("comm")).strip();
                    return name + " (process " + process.getFileName() + ")";
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            // It may end while we look.
        }
        return null;
    }

    private static boolean holds(Path files, Set<String> sockets) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
            for (Path file : all) {
                if (sockets.contains(target(file))) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            // Of another user, or gone.
        }
        return false;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }
}
