package isolate.lock;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The system call filter of a child as a classic BPF program (`seccomp(2)`, Linux x86-64). What is
/// not named here kills the process.
final class Filter {
    private static final int AUDIT_ARCH_X86_64 = 0xC000003E;
    private static final int X32_BIT = 0x40000000;

    private static final int ALLOW = 0x7FFF0000;
    private static final int KILL = 0x80000000;
    private static final int EPERM = 0x00050000 | 1;
    private static final int EACCES = 0x00050000 | 13;
    private static final int ENOSYS = 0x00050000 | 38;

    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int RETURN = 0x06;

    private static final int NUMBER_AT = 0;
    private static final int ARCH_AT = 4;
    private static final int ARGUMENTS_AT = 16;

    /// futex read write clock_gettime madvise mprotect munmap sched_yield close lseek pread64 brk
    /// mremap rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall clock_nanosleep
    /// getpid gettid sched_getaffinity sched_getparam sched_getscheduler set_robust_list rseq exit
    /// exit_group pkey_mprotect pkey_alloc pkey_free
    private static final int[] ALLOWED = {
        202, 0, 1, 228, 28, 10, 11, 24, 3, 8, 17, 12, 25, 13, 14, 15, 131, 219, 230, 39, 186, 204,
        143, 145, 273, 334, 60, 231, 329, 330, 331
    };

    /// open stat lstat access getcwd chdir unlink readlink openat newfstatat faccessat readlinkat
    /// statx faccessat2
    private static final int[] NO_FILES = {
        2, 4, 6, 21, 79, 80, 87, 89, 257, 262, 269, 267, 332, 439
    };

    /// membarrier socket socketpair sched_setaffinity sched_setscheduler setpriority
    private static final int[] NOT_PERMITTED = {324, 41, 53, 203, 144, 141};

    private static final int CLONE3 = 435;
    private static final int CLONE = 56;
    private static final int THREAD_FLAGS = 0x3d0f00;
    private static final int MMAP = 9;
    private static final int MMAP_FLAGS_CHECKED = 0x42123;
    private static final int MMAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int PRCTL = 157;
    private static final int PR_SET_NAME = 15;
    private static final int PR_SET_VMA = 0x53564d41;
    private static final int TGKILL = 234;
    private static final int PRLIMIT64 = 302;
    private static final int IOCTL = 16;
    private static final int FIONREAD = 0x541B;
    private static final int FCNTL = 72;

    private final ByteArrayOutputStream program = new ByteArrayOutputStream();

    private Filter() {}

    /// A `struct sock_fprog` in the arena, with its instructions behind it.
    static MemorySegment build(Arena arena) {
        var filter = new Filter();
        filter.write();
        byte[] instructions = filter.program.toByteArray();
        MemorySegment code = arena.allocate(instructions.length, 8);
        MemorySegment.copy(instructions, 0, code, ValueLayout.JAVA_BYTE, 0, instructions.length);
        MemorySegment head = arena.allocate(16, 8);
        head.set(ValueLayout.JAVA_SHORT, 0, (short) (instructions.length / 8));
        head.set(ValueLayout.ADDRESS, 8, code);
        return head;
    }

    private void write() {
        add(LOAD, 0, 0, ARCH_AT);
        add(JUMP_EQUAL, 1, 0, AUDIT_ARCH_X86_64);
        add(RETURN, 0, 0, KILL);
        add(LOAD, 0, 0, NUMBER_AT);
        add(JUMP_AT_LEAST, 0, 1, X32_BIT);
        add(RETURN, 0, 0, KILL);
        all(ALLOWED, ALLOW);
        whenMasked(MMAP, 3, MMAP_FLAGS_CHECKED, MMAP_PRIVATE_ANONYMOUS);
        whenEqual(CLONE, 0, THREAD_FLAGS);
        whenEqual(TGKILL, 0, (int) ProcessHandle.current().pid());
        whenEqual(PRCTL, 0, PR_SET_NAME, PR_SET_VMA);
        whenEqual(IOCTL, 1, FIONREAD);
        whenEqual(FCNTL, 1, 1, 2, 3, 4);
        readLimit();
        all(new int[] {CLONE3}, ENOSYS);
        all(NO_FILES, EACCES);
        all(NOT_PERMITTED, EPERM);
        add(RETURN, 0, 0, KILL);
    }

    private void all(int[] numbers, int action) {
        for (int number : numbers) {
            add(JUMP_EQUAL, 0, 1, number);
            add(RETURN, 0, 0, action);
        }
    }

    /// Allowed where the low word of an argument is one of the values, else the process ends.
    private void whenEqual(int number, int argument, int... values) {
        add(JUMP_EQUAL, 0, 2 * values.length + 2, number);
        add(LOAD, 0, 0, ARGUMENTS_AT + 8 * argument);
        for (int value : values) {
            add(JUMP_EQUAL, 0, 1, value);
            add(RETURN, 0, 0, ALLOW);
        }
        add(RETURN, 0, 0, KILL);
    }

    private void whenMasked(int number, int argument, int mask, int value) {
        add(JUMP_EQUAL, 0, 5, number);
        add(LOAD, 0, 0, ARGUMENTS_AT + 8 * argument);
        add(AND, 0, 0, mask);
        add(JUMP_EQUAL, 0, 1, value);
        add(RETURN, 0, 0, ALLOW);
        add(RETURN, 0, 0, KILL);
    }

    /// `prlimit64` of this process without a new value.
    private void readLimit() {
        add(JUMP_EQUAL, 0, 8, PRLIMIT64);
        add(LOAD, 0, 0, ARGUMENTS_AT);
        add(JUMP_EQUAL, 0, 5, 0);
        add(LOAD, 0, 0, ARGUMENTS_AT + 16);
        add(JUMP_EQUAL, 0, 3, 0);
        add(LOAD, 0, 0, ARGUMENTS_AT + 20);
        add(JUMP_EQUAL, 0, 1, 0);
        add(RETURN, 0, 0, ALLOW);
        add(RETURN, 0, 0, KILL);
    }

    /// A `struct sock_filter`.
    private void add(int code, int whenTrue, int whenFalse, int operand) {
        ByteBuffer instruction = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        instruction.putShort((short) code);
        instruction.put((byte) whenTrue).put((byte) whenFalse).putInt(operand);
        program.writeBytes(instruction.array());
    }
}
