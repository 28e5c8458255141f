package spec.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel says of a process.
public final class Proc {
    private static final long PAGE_BYTES = 4096;

    private Proc() {}

    /// Resident memory; 0 where the process is gone.
    public static long residentBytes(long pid) {
        try {
            String statm = Files.readString(Path.of("/proc/" + pid + "/statm"));
            return Long.parseLong(statm.split(" ", 3)[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return 0;
        }
    }

    /// A line of `/proc/PID/status`, without its name.
    public static String status(long pid, String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(name + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
