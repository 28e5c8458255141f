package isolate.v8;

import base.lane.FrameType;
import base.lane.Message.BodyKind;
import base.lane.VersionImage;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetTerminatedException;
import com.caoccao.javet.interop.V8Locker;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.executors.IV8Executor;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8Module;
import com.caoccao.javet.values.reference.V8Script;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One V8 isolate with the prelude in it, and, once loaded, one version's code.
///
/// Any thread may call, one at a time, holding what [#hold()] gives; only [#terminate()] may be
/// called from another thread at any time. After a [Stopped] it is good for nothing but [#close()].
public final class Isolate implements AutoCloseable {
    /// Debuggers pass over scripts whose names begin with `node:`.
    static final String DEBUGGED_PRELUDE = "node:edgewise:prelude";

    private static final String PRELUDE = "edgewise:prelude";
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final V8Runtime runtime;
    private final CallsSwitch calls;
    private final CodecFunctions codecs;
    private final Rejections rejections = new Rejections();
    private final Map<Entry, V8ValueFunction> entries = new EnumMap<>(Entry.class);
    private @Nullable V8Module main;
    private @Nullable ModuleLoader modules;
    private @Nullable Inspector inspector;

    /// What the prelude lets the child call; the names are those that `main.ts` exports.
    enum Entry {
        prepare,
        started,
        quiet,
        builtin,
        asset,
        invoke,
        answer,
        chunk,
        frame,
        end,
        cut,
        credit,
        stop,
        cancel,
        timer,
        expire,
        rejected,
        handled,
        exercise
    }

    /// What ran was terminated; the isolate must be closed.
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(JavetException cause) {
            super("the isolate was stopped", cause, false, false);
        }
    }

    private Isolate(V8Runtime runtime, CallsSwitch calls) {
        this.runtime = runtime;
        this.calls = calls;
        this.codecs = new CodecFunctions(runtime);
    }

    /// Boots one: V8's isolate, the host object, the prelude. About a millisecond.
    public static Isolate boot(Engine engine) {
        try {
            V8Runtime runtime = engine.newRuntime();
            runtime.allowEval(false);
            runtime.setLogger(Silence.LOGGER);
            var isolate = new Isolate(runtime, new CallsSwitch());
            runtime.setPromiseRejectCallback(isolate.rejections);
            runtime.setNearHeapLimitCallback(new HeapCap(runtime, isolate.calls));
            try (V8Locker _ = runtime.getV8Locker()) {
                isolate.runPrelude(engine);
            }
            return isolate;
        } catch (JavetException e) {
            throw new IllegalStateException("boot an isolate: " + e.getMessage(), e);
        }
    }

    private void runPrelude(Engine engine) throws JavetException {
        byte[] cache = engine.preludeCache();
        IV8Executor executor =
                cache == null
                        ? runtime.getExecutor(engine.prelude())
                        : runtime.getExecutor(engine.prelude(), cache);
        executor.setResourceName(engine.isDebugged() ? DEBUGGED_PRELUDE : PRELUDE);
        try (V8Script script = executor.compileV8Script();
                V8ValueFunction prelude = script.execute();
                V8ValueObject host =
                        new HostFunctions(runtime, engine, calls, codecs, () -> modules).bind()) {
            AsyncContext.lend(runtime, host);
            host.set("debugged", engine.isDebugged());
            try (V8ValueObject exports = prelude.call(null, host)) {
                for (Entry entry : Entry.values()) {
                    entries.put(entry, exports.get(entry.name()));
                }
            }
            if (cache == null) {
                engine.preludeCache(script.getCachedData());
            }
        }
    }

    /// Has the prelude use each of its local ops once, so that all they need is loaded.
    public void exercise() {
        try (V8Locker _ = runtime.getV8Locker()) {
            V8Value unused = entry(Entry.exercise).call(null);
            unused.close();
        } catch (JavetException e) {
            throw new IllegalStateException("exercise the prelude: " + Errors.stackOf(e), e);
        }
    }

    /// Who answers the host calls from now on.
    public void serve(HostCalls served) {
        calls.target = served;
    }

    /// Caps the heap.
    public void heapBytesMax(long bytes) {
        calls.heapBytesMax = bytes;
    }

    /// Takes the isolate for this thread until closed.
    public Hold hold() {
        try {
            return new Hold(runtime.getV8Locker());
        } catch (JavetException e) {
            throw new IllegalStateException("hold the isolate", e);
        }
    }

    /// The isolate is this thread's.
    public record Hold(V8Locker locker) implements AutoCloseable {
        @Override
        public void close() {
            try {
                locker.close();
            } catch (JavetException e) {
                throw new IllegalStateException("let the isolate go", e);
            }
        }
    }

    /// Lets a debugger look at it; by the thread that holds it.
    public Inspector inspect(String name, Inspector.Client client) {
        var opened = new Inspector(runtime, name, client);
        inspector = opened;
        return opened;
    }

    /// Evaluates a version's modules. The answer's failure is what the code threw, with its stack.
    public LoadedCode load(VersionImage image, byte @Nullable [] cache, double now) {
        try {
            var loader = new ModuleLoader(runtime, this);
            modules = loader;
            return loader.load(image, cache, now);
        } catch (JavetTerminatedException e) {
            throw new Stopped(e);
        } catch (JavetException e) {
            return LoadedCode.failed(Errors.stackOf(e));
        }
    }

    /// The version's main module, once it was compiled.
    void main(V8Module module) {
        main = module;
    }

    /// V8's code cache of the main module with all functions that were used until now; null where
    /// nothing was loaded.
    public byte @Nullable [] codeCache() {
        try {
            return main == null ? null : main.getCachedData();
        } catch (JavetException e) {
            throw new IllegalStateException("make a code cache: " + e.getMessage(), e);
        }
    }

    /// Runs the version's handler for a request.
    public void invoke(
            double now,
            int invocation,
            String head,
            BodyKind body,
            long length,
            ByteBuffer inline) {
        call(
                Entry.invoke,
                inline,
                value(
                        (long) now
                                + "\n"
                                + invocation
                                + "\n"
                                + body.ordinal()
                                + "\n"
                                + length
                                + "\n"
                                + head));
    }

    /// Gives the answer of a call.
    public void answer(
            double now, int call, boolean ok, String text, BodyKind body, ByteBuffer inline) {
        call(
                Entry.answer,
                inline,
                value(now),
                value(call),
                value(ok ? 1 : 0),
                value(text),
                value(body.ordinal()));
    }

    /// Gives a piece of a body.
    public void chunk(double now, int stream, ByteBuffer bytes) {
        call(Entry.chunk, bytes, value(now), value(stream));
    }

    /// Gives a piece of a WebSocket's message, or its close.
    public void frame(double now, int stream, FrameType type, boolean last, ByteBuffer bytes) {
        call(
                Entry.frame,
                bytes,
                value(now),
                value(stream),
                value(type.ordinal()),
                value(last ? 1 : 0));
    }

    /// A body is whole.
    public void end(double now, int stream) {
        call(Entry.end, NO_BYTES, value(now), value(stream));
    }

    /// A body broke off.
    public void cut(double now, int stream, String reason) {
        call(Entry.cut, NO_BYTES, value(now), value(stream), value(reason));
    }

    /// More of a body may be sent.
    public void credit(double now, int stream, int bytes) {
        call(Entry.credit, NO_BYTES, value(now), value(stream), value(bytes));
    }

    /// No more of a body is wanted.
    public void stop(double now, int stream) {
        call(Entry.stop, NO_BYTES, value(now), value(stream));
    }

    /// The client went away.
    public void cancel(double now, int invocation) {
        call(Entry.cancel, NO_BYTES, value(now), value(invocation));
    }

    /// A timer is due.
    public void timer(double now, int timer) {
        call(Entry.timer, NO_BYTES, value(now), value(timer));
    }

    /// The invocation's time after the answer is over.
    public void expire(double now, int invocation) {
        call(Entry.expire, NO_BYTES, value(now), value(invocation));
    }

    /// Tells the invocation of promises that were rejected and that nobody listens to.
    public void tellRejections(int invocation) {
        if (rejections.isEmpty()) {
            return;
        }
        try {
            for (Rejections.Rejection each : rejections.take()) {
                call(Entry.rejected, NO_BYTES, value(invocation), each.reason(), each.promise());
                each.close();
            }
            for (V8Value promise : rejections.takeHandled()) {
                call(Entry.handled, NO_BYTES, value(invocation), promise);
                promise.close();
            }
        } catch (JavetException e) {
            throw new IllegalStateException("close a rejection", e);
        }
    }

    /// After a delivery to an invocation: ends those that hang; how many wait for others.
    public int quiet(double now, int invocation) {
        try {
            return entry(Entry.quiet).callInteger(null, value(now), value(invocation));
        } catch (JavetTerminatedException e) {
            throw new Stopped(e);
        } catch (JavetException e) {
            throw new IllegalStateException("prelude.quiet: " + Errors.stackOf(e), e);
        }
    }

    /// Ends what runs; from any thread.
    public void terminate() {
        calls.stopped = true;
        runtime.terminateExecution();
    }

    @Override
    public void close() {
        try {
            entries.clear();
            codecs.close();
            endInspection();
            runtime.close(true);
        } catch (JavetException e) {
            throw new IllegalStateException("close an isolate: " + e.getMessage(), e);
        }
    }

    private void endInspection() {
        Inspector ending = inspector;
        if (ending != null) {
            try (Hold _ = hold()) {
                ending.end();
            }
        }
    }

    V8ValueFunction entry(Entry entry) {
        V8ValueFunction function = entries.get(entry);
        if (function == null) {
            throw new IllegalStateException("The prelude exports no '" + entry + "'.");
        }
        return function;
    }

    /// Calls into the prelude with bytes as the last argument, where there are any.
    private void call(Entry entry, ByteBuffer bytes, V8Value... arguments) {
        try {
            V8ValueFunction function = entry(entry);
            if (!bytes.hasRemaining()) {
                V8Value unused = function.call(null, arguments);
                unused.close();
                return;
            }
            try (V8ValueArrayBuffer buffer = copy(bytes)) {
                V8Value[] more = java.util.Arrays.copyOf(arguments, arguments.length + 1);
                more[arguments.length] = buffer;
                V8Value unused = function.call(null, more);
                unused.close();
            }
        } catch (JavetTerminatedException e) {
            throw new Stopped(e);
        } catch (JavetException e) {
            throw new IllegalStateException("prelude." + entry + ": " + Errors.stackOf(e), e);
        }
    }

    V8ValueArrayBuffer copy(ByteBuffer bytes) throws JavetException {
        V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(bytes.remaining());
        buffer.getByteBuffer().put(0, bytes, bytes.position(), bytes.remaining());
        return buffer;
    }

    private V8Value value(int number) {
        return Values.of(runtime, number);
    }

    private V8Value value(double number) {
        return Values.of(runtime, number);
    }

    private V8Value value(String text) {
        return Values.of(runtime, text);
    }
}
