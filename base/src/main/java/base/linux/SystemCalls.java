package base.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// System calls and functions of the C library. All are looked up at once: in a locked child
/// nothing new can be.
public final class SystemCalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    private final MethodHandle syscall;
    private final MethodHandle setrlimit;
    private final MethodHandle gettid;
    private final MethodHandle mallocTrim;
    private final VarHandle errno;

    /// Looks all of them up.
    public SystemCalls() {
        var word = ValueLayout.JAVA_LONG;
        var number = ValueLayout.JAVA_INT;
        syscall =
                handle(
                        "syscall",
                        FunctionDescriptor.of(word, word, word, word, word, word, word),
                        ERRNO);
        setrlimit =
                handle(
                        "setrlimit",
                        FunctionDescriptor.of(number, number, ValueLayout.ADDRESS),
                        ERRNO);
        gettid = handle("gettid", FunctionDescriptor.of(number));
        mallocTrim = handle("malloc_trim", FunctionDescriptor.of(number, word));
        errno =
                Linker.Option.captureStateLayout()
                        .varHandle(
                                java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));
    }

    private static MethodHandle handle(
            String name, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
        return LINKER.downcallHandle(address, descriptor, options);
    }

    /// A system call by number; the error as a negative number.
    public long call(long number, long a, long b, long c, long d, long e) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            long result = (long) syscall.invokeExact(state, number, a, b, c, d, e);
            return result == -1 ? -(int) errno.get(state, 0L) : result;
        } catch (Throwable t) {
            throw new IllegalStateException("system call " + number, t);
        }
    }

    /// `setrlimit` with soft and hard limit alike.
    public boolean limit(int resource, long value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment both = arena.allocateFrom(ValueLayout.JAVA_LONG, value, value);
            return (int) setrlimit.invokeExact(state, resource, both) == 0;
        } catch (Throwable t) {
            throw new IllegalStateException("setrlimit " + resource, t);
        }
    }

    /// The kernel's id of the calling thread.
    public int threadId() {
        try {
            return (int) gettid.invokeExact();
        } catch (Throwable t) {
            throw new IllegalStateException("gettid", t);
        }
    }

    /// Gives memory that the C library holds unused back to the kernel.
    public void trimMemory() {
        try {
            int _ = (int) mallocTrim.invokeExact(0L);
        } catch (Throwable t) {
            throw new IllegalStateException("malloc_trim", t);
        }
    }
}
