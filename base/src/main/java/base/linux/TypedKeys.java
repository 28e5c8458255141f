package base.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The terminal that a process is typed at, so that a key is read when it is pressed and not at the
/// end of its line. Signals such as Ctrl-C stay what they are.
///
/// The layout and the numbers are those of Linux on x86-64 (`asm-generic/termbits.h`,
/// ioctl_tty(2)). One thread waits for keys; any may restore.
public final class TypedKeys implements AutoCloseable {

    /// No key came in that time.
    public static final int NONE = -1;

    /// There will be no more.
    public static final int ENDED = -2;

    private static final long READ = 0;
    private static final long POLL = 7;
    private static final long IOCTL = 16;
    private static final long GETPGRP = 111;
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGPGRP = 0x540f;

    private static final int TERMIOS_BYTES = 36;
    private static final int LOCAL_FLAGS = 12;
    private static final int ICANON = 2;
    private static final int ECHO = 8;
    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;

    private static final int POLLFD_BYTES = 8;
    private static final int REVENTS = 6;
    private static final short POLLIN = 1;

    private final SystemCalls calls;
    private final int fd;
    private final byte[] before = new byte[TERMIOS_BYTES];
    private boolean taken;
    private boolean closed;

    /// @param fd an open file of this process, 0 for its standard input
    public TypedKeys(SystemCalls calls, int fd) {
        this.calls = calls;
        this.fd = fd;
    }

    /// Whether it is a terminal at all.
    public boolean isTerminal() {
        try (Arena arena = Arena.ofConfined()) {
            return ioctl(TCGETS, arena.allocate(TERMIOS_BYTES));
        }
    }

    /// Whether keys are for this process now, and not for a shell that put it into the background:
    /// there, to read or to change the terminal would stop the process.
    public boolean isForeground() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment group = arena.allocate(ValueLayout.JAVA_INT);
            return ioctl(TIOCGPGRP, group)
                    && group.get(ValueLayout.JAVA_INT, 0) == calls.call(GETPGRP, 0, 0, 0, 0, 0);
        }
    }

    /// Asks for single keys, again where a shell took that back in the meantime.
    public synchronized void take() {
        if (closed) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES);
            if (!ioctl(TCGETS, termios)) {
                return;
            }
            int flags = termios.get(ValueLayout.JAVA_INT, LOCAL_FLAGS);
            if ((flags & ICANON) == 0) {
                return;
            }
            MemorySegment.copy(termios, ValueLayout.JAVA_BYTE, 0, before, 0, TERMIOS_BYTES);
            taken = true;
            termios.set(ValueLayout.JAVA_INT, LOCAL_FLAGS, flags & ~(ICANON | ECHO));
            termios.set(ValueLayout.JAVA_BYTE, VMIN, (byte) 1);
            termios.set(ValueLayout.JAVA_BYTE, VTIME, (byte) 0);
            ioctl(TCSETS, termios);
        }
    }

    /// Waits for a key: its byte, or [#NONE], or [#ENDED].
    public int await(int millisMax) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(POLLFD_BYTES, Integer.BYTES);
            poll.set(ValueLayout.JAVA_INT, 0, fd);
            poll.set(ValueLayout.JAVA_SHORT, Integer.BYTES, POLLIN);
            long ready = calls.call(POLL, poll.address(), 1, millisMax, 0, 0);
            if (ready <= 0) {
                return NONE;
            }
            if ((poll.get(ValueLayout.JAVA_SHORT, REVENTS) & POLLIN) == 0) {
                return ENDED;
            }
            return isForeground() ? read(arena) : NONE;
        }
    }

    private int read(Arena arena) {
        MemorySegment key = arena.allocate(1);
        long read = calls.call(READ, fd, key.address(), 1, 0, 0);
        return read == 1 ? key.get(ValueLayout.JAVA_BYTE, 0) & 0xff : ENDED;
    }

    private boolean ioctl(long request, MemorySegment argument) {
        return calls.call(IOCTL, fd, request, argument.address(), 0, 0) == 0;
    }

    /// Makes the terminal what it was before; for good.
    @Override
    public synchronized void close() {
        closed = true;
        if (!taken || !isForeground()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES);
            MemorySegment.copy(before, 0, termios, ValueLayout.JAVA_BYTE, 0, TERMIOS_BYTES);
            ioctl(TCSETS, termios);
        }
    }
}
