package node.child;

import base.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Landlock domain for the calling thread (`landlock(7)`): all it may do with files is what the
/// paths named here allow; no TCP; no abstract sockets, no signals out of the domain. Processes
/// that the thread starts inherit it.
final class Landlock {
    private static final int CREATE_RULESET = 444;
    private static final int ADD_RULE = 445;
    private static final int RESTRICT_SELF = 446;
    private static final int OPENAT = 257;
    private static final int CLOSE = 3;
    private static final int PRCTL = 157;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int AT_FDCWD = -100;
    private static final long O_PATH_CLOEXEC = 0x200000 | 0x80000;
    private static final int RULE_PATH_BENEATH = 1;
    private static final int ASK_VERSION = 1;

    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_DIRECTORY = 1 << 3;
    private static final long NETWORK_ALL = 3;
    private static final long SCOPES_ALL = 3;

    private final SystemCalls calls;
    private final int abi;
    private final long ruleset;

    private Landlock(SystemCalls calls, int abi, long ruleset) {
        this.calls = calls;
        this.abi = abi;
        this.ruleset = ruleset;
    }

    /// The version of Landlock that this kernel has; 0 where it has none.
    static int version(SystemCalls calls) {
        return (int) Math.max(0, calls.call(CREATE_RULESET, 0, 0, ASK_VERSION, 0, 0));
    }

    /// Begins a domain, or null where the kernel has no Landlock.
    static @org.jspecify.annotations.Nullable Landlock begin(SystemCalls calls) {
        int abi = version(calls);
        if (abi == 0) {
            return null;
        }
        try (Arena arena = Arena.ofConfined()) {
            int size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
            MemorySegment attributes = arena.allocate(24, 8);
            attributes.set(ValueLayout.JAVA_LONG, 0, fileRights(abi));
            attributes.set(ValueLayout.JAVA_LONG, 8, NETWORK_ALL);
            attributes.set(ValueLayout.JAVA_LONG, 16, SCOPES_ALL);
            long ruleset = calls.call(CREATE_RULESET, attributes.address(), size, 0, 0, 0);
            return ruleset < 0 ? null : new Landlock(calls, abi, ruleset);
        }
    }

    private static long fileRights(int abi) {
        return switch (abi) {
            case 1 -> (1 << 13) - 1;
            case 2 -> (1 << 14) - 1;
            case 3, 4 -> (1 << 15) - 1;
            default -> (1 << 16) - 1;
        };
    }

    /// Lets a file or everything beneath a directory be read and executed.
    void readAndExecute(Path path) {
        long rights = EXECUTE | READ_FILE;
        allow(path, Files.isDirectory(path) ? rights | READ_DIRECTORY : rights);
    }

    /// Lets a file be written.
    void write(Path path) {
        allow(path, READ_FILE | WRITE_FILE);
    }

    private void allow(Path path, long rights) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            long file = calls.call(OPENAT, AT_FDCWD, name.address(), O_PATH_CLOEXEC, 0, 0);
            if (file < 0) {
                return;
            }
            MemorySegment rule = arena.allocate(16, 8);
            rule.set(ValueLayout.JAVA_LONG, 0, rights);
            rule.set(ValueLayout.JAVA_INT, 8, (int) file);
            long result = calls.call(ADD_RULE, ruleset, RULE_PATH_BENEATH, rule.address(), 0, 0);
            calls.call(CLOSE, file, 0, 0, 0, 0);
            if (result < 0) {
                throw new IllegalStateException(
                        "Landlock refuses a rule for " + path + ": error " + -result);
            }
        }
    }

    /// From now on the calling thread, and what it starts, is confined. Says what is missing:
    /// nothing where the kernel's Landlock knows files, network and scopes.
    boolean enforce() {
        calls.call(PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        boolean done = calls.call(RESTRICT_SELF, ruleset, 0, 0, 0, 0) == 0;
        calls.call(CLOSE, ruleset, 0, 0, 0, 0);
        return done && abi >= 6;
    }
}
