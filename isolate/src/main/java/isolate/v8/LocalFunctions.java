package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueObject;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The local ops of the `host` object: answered inside the child, no frame is sent.
final class LocalFunctions {
    private final V8Runtime runtime;
    private final HostFunctions.Definer definer;
    private final LocalOps ops;

    LocalFunctions(V8Runtime runtime, HostFunctions.Definer definer, BooleanSupplier stopped) {
        this.ops = new LocalOps(stopped);
        this.runtime = runtime;
        this.definer = definer;
    }

    void bind(V8ValueObject host) throws JavetException {
        text(host);
        definer.define(
                host,
                "random",
                a -> {
                    ops.random(a.bytes(0));
                    return null;
                });
    }

    /// The ops that few apps use.
    void bindRare(V8ValueObject rare) throws JavetException {
        digests(rare);
        definer.define(
                rare,
                "legacyDecode",
                a -> string(ops.legacyDecode(a.text(0), a.bytes(1), a.flag(4))));
    }

    private void text(V8ValueObject host) throws JavetException {
        definer.define(host, "utf8Encode", a -> buffer(ops.utf8Encode(a.text(0))));
        definer.define(host, "utf8Decode", a -> string(ops.utf8Decode(a.bytes(0))));
        definer.define(host, "utf8DecodeFatal", a -> string(ops.utf8DecodeFatal(a.bytes(0))));
    }

    private void digests(V8ValueObject host) throws JavetException {
        definer.define(host, "digest", a -> buffer(ops.digest(a.text(0), a.bytes(1))));
        definer.define(
                host, "digestOpen", a -> runtime.createV8ValueInteger(ops.digestOpen(a.text(0))));
        definer.define(
                host,
                "digestUpdate",
                a -> {
                    ops.digestUpdate(a.integer(0), a.bytes(1));
                    return null;
                });
        definer.define(host, "digestClose", a -> buffer(ops.digestClose(a.integer(0))));
    }

    private V8Value string(@Nullable String text) throws JavetException {
        return text == null ? runtime.createV8ValueNull() : runtime.createV8ValueString(text);
    }

    private V8Value buffer(byte[] bytes) throws JavetException {
        V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(bytes.length);
        ByteBuffer memory = buffer.getByteBuffer();
        memory.put(0, bytes);
        return buffer;
    }
}
