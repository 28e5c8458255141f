package isolate.v8;

import base.lane.FrameType;
import base.lane.LogLevel;
import base.lane.Message.BodyKind;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.callback.IJavetDirectCallable;
import com.caoccao.javet.interop.callback.JavetCallbackContext;
import com.caoccao.javet.interop.callback.JavetCallbackType;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The `host` object of the prelude (`host.ts` is its other half): each function here reads its
/// arguments and asks [HostCalls] or [LocalOps].
final class HostFunctions {
    private static final BodyKind[] BODY_KINDS = BodyKind.values();
    private static final FrameType[] FRAME_TYPES = FrameType.values();

    private final V8Runtime runtime;
    private final Engine engine;
    private final CallsSwitch calls;
    private final CodecFunctions codecs;
    private final Supplier<@Nullable ModuleLoader> modules;

    HostFunctions(
            V8Runtime runtime,
            Engine engine,
            CallsSwitch calls,
            CodecFunctions codecs,
            Supplier<@Nullable ModuleLoader> modules) {
        this.runtime = runtime;
        this.engine = engine;
        this.calls = calls;
        this.codecs = codecs;
        this.modules = modules;
    }

    /// Makes the object.
    V8ValueObject bind() throws JavetException {
        V8ValueObject host = runtime.createV8ValueObject();
        var local = new LocalFunctions(runtime, this::define, () -> calls.stopped);
        local.bind(host);
        define(host, "rare", _ -> rare(local));
        define(host, "io", _ -> io());
        define(host, "parts", _ -> engine.parts().open(runtime));
        answer(host);
        observation(host);
        return host;
    }

    /// Each function costs a boot some microseconds and about a kilobyte: those that few apps use
    /// are bound with the first use of one.
    private V8ValueObject rare(LocalFunctions local) throws JavetException {
        V8ValueObject rare = runtime.createV8ValueObject();
        local.bindRare(rare);
        codecs.bind(rare, this::define);
        define(
                rare,
                "crypto",
                _ -> new CryptoFunctions(runtime, this::define, () -> calls.stopped).bind());
        define(
                rare,
                "nodeCrypto",
                _ -> new NodeCryptoFunctions(runtime, this::define, () -> calls.stopped).bind());
        modules(rare);
        define(rare, "library", _ -> engine.library().open(runtime));
        define(rare, "rewriter", _ -> engine.rewriter().open(runtime));
        return rare;
    }

    private V8ValueObject io() throws JavetException {
        V8ValueObject io = runtime.createV8ValueObject();
        streams(io);
        ops(io);
        return io;
    }

    private void modules(V8ValueObject rare) throws JavetException {
        define(
                rare,
                "importModule",
                a -> {
                    ModuleLoader loader = modules.get();
                    return loader == null
                            ? runtime.createV8ValueString("There are no modules yet.")
                            : loader.load(a.text(0), a.text(1));
                });
        define(
                rare,
                "bundleNames",
                _ -> {
                    ModuleLoader loader = modules.get();
                    return runtime.createV8ValueString(loader == null ? "" : loader.names());
                });
        define(
                rare,
                "bundleBytes",
                a -> {
                    ModuleLoader loader = modules.get();
                    byte[] bytes = loader == null ? new byte[0] : loader.bytes(a.text(0));
                    return Values.buffer(runtime, bytes);
                });
    }

    private void answer(V8ValueObject host) throws JavetException {
        define(host, "respond", this::respond);
        define(host, "finish", a -> none(() -> calls.finish(a.integer(0), a.text(1), a.text(2))));
    }

    private @Nullable V8Value respond(Arguments a) throws JavetException {
        String text = a.textOrNull(2);
        ByteBuffer bytes =
                text == null ? a.bytes(3) : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        BodyKind body = BODY_KINDS[a.integer(7)];
        calls.respond(a.integer(0), a.text(1), body, bytes, (long) a.number(6));
        return null;
    }

    private void streams(V8ValueObject io) throws JavetException {
        define(io, "chunk", a -> none(() -> calls.chunk(a.integer(0), a.bytes(1))));
        define(
                io,
                "frame",
                a ->
                        none(() ->
                                calls.frame(
                                        a.integer(0),
                                        FRAME_TYPES[a.integer(1)],
                                        a.integer(2) == 1,
                                        a.bytes(3))));
        define(io, "end", a -> none(() -> calls.end(a.integer(0))));
        define(io, "cut", a -> none(() -> calls.cut(a.integer(0), a.text(1))));
        define(io, "stop", a -> none(() -> calls.stop(a.integer(0))));
        define(io, "credit", a -> none(() -> calls.credit(a.integer(0), a.integer(1))));
    }

    private void ops(V8ValueObject io) throws JavetException {
        define(
                io,
                "call",
                a ->
                        runtime.createV8ValueInteger(
                                calls.call(
                                        a.integer(0),
                                        a.text(1),
                                        a.text(2),
                                        BODY_KINDS[a.integer(3)],
                                        a.bytes(4))));
        define(io, "abandon", a -> none(() -> calls.abandon(a.integer(0))));
        define(
                io,
                "block",
                a -> runtime.createV8ValueString(calls.block(a.integer(0), a.text(1), a.text(2))));
        define(
                io,
                "timerStart",
                a -> none(() -> calls.timerStart(a.integer(0), a.integer(1), a.number(2))));
        define(io, "timerStop", a -> none(() -> calls.timerStop(a.integer(0))));
    }

    private void observation(V8ValueObject host) throws JavetException {
        define(host, "log", a -> none(() -> calls.log(a.integer(0), level(a.text(1)), a.text(2))));
        define(host, "done", a -> none(() -> calls.done(a.integer(0), a.text(1), a.textOrNull(2))));
    }

    private static LogLevel level(String word) {
        return switch (word) {
            case "debug" -> LogLevel.DEBUG;
            case "info" -> LogLevel.INFO;
            case "warn" -> LogLevel.WARN;
            case "error" -> LogLevel.ERROR;
            case "exception" -> LogLevel.EXCEPTION;
            case "rejection" -> LogLevel.REJECTION;
            default -> LogLevel.LOG;
        };
    }

    private static @Nullable V8Value none(Action action) throws JavetException {
        action.run();
        return null;
    }

    private void define(V8ValueObject host, String name, Function function) throws JavetException {
        IJavetDirectCallable.NoThisAndResult<Exception> direct =
                values -> function.call(new Arguments(values));
        var context =
                new JavetCallbackContext(name, JavetCallbackType.DirectCallNoThisAndResult, direct);
        try (V8ValueFunction bound = runtime.createV8ValueFunction(context)) {
            host.set(name, bound);
        }
    }

    @FunctionalInterface
    interface Function {
        @Nullable V8Value call(Arguments arguments) throws JavetException;
    }

    @FunctionalInterface
    interface Action {
        void run() throws JavetException;
    }

    @FunctionalInterface
    interface Definer {
        void define(V8ValueObject host, String name, Function function) throws JavetException;
    }
}
