package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueObject;
import isolate.crypto.CipherCall;
import isolate.crypto.Refusal;
import isolate.crypto.SignatureCall;
import isolate.crypto.Subtle;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The local ops of `crypto.subtle`, bound when code first asks for them: most never does. A
/// refusal is answered as its line, so that the prelude throws the exception of the standard.
final class CryptoFunctions {
    private final V8Runtime runtime;
    private final HostFunctions.Definer definer;
    private final Subtle subtle;

    CryptoFunctions(V8Runtime runtime, HostFunctions.Definer definer, BooleanSupplier stopped) {
        this.runtime = runtime;
        this.definer = definer;
        this.subtle = new Subtle(stopped);
    }

    /// Makes the object.
    V8ValueObject bind() throws JavetException {
        V8ValueObject ops = runtime.createV8ValueObject();
        keys(ops);
        forms(ops);
        work(ops);
        derivations(ops);
        return ops;
    }

    private void keys(V8ValueObject ops) throws JavetException {
        define(ops, "generateSecret", a -> number(subtle.generateSecret(a.integer(0), a.flag(1))));
        define(
                ops,
                "generatePair",
                a -> number(subtle.generatePair(a.text(0), a.integer(1), a.copy(2), a.flag(5))));
        define(ops, "bits", a -> number(subtle.bits(a.integer(0))));
        define(ops, "exponent", a -> buffer(subtle.exponent(a.integer(0))));
        define(
                ops,
                "free",
                a -> {
                    subtle.free(a.integer(0));
                    return null;
                });
        define(
                ops,
                "collect",
                _ -> {
                    runtime.lowMemoryNotification();
                    return null;
                });
    }

    private void forms(V8ValueObject ops) throws JavetException {
        define(ops, "importSecret", a -> number(subtle.importSecret(a.copy(0), a.flag(3))));
        define(ops, "importText", a -> number(subtle.importSecret(a.text(0), a.flag(1))));
        define(
                ops,
                "importKey",
                a ->
                        number(
                                subtle.importKey(
                                        a.text(0), a.text(1), a.text(2), a.copy(3), a.flag(6))));
        define(ops, "exportKey", a -> buffer(subtle.exportKey(a.integer(0), a.text(1))));
        define(ops, "exportJwk", a -> text(subtle.exportJwk(a.integer(0))));
    }

    private void work(V8ValueObject ops) throws JavetException {
        define(ops, "cipher", this::cipher);
        define(ops, "sign", a -> buffer(subtle.sign(signature(a))));
        define(
                ops,
                "verify",
                a -> runtime.createV8ValueBoolean(subtle.verify(signature(a), a.copy(10))));
    }

    /// algorithm, key, hash, salt, context (3), data (3)
    private static SignatureCall signature(Arguments a) throws JavetException {
        return new SignatureCall(
                a.text(0), a.integer(1), a.text(2), a.integer(3), a.copy(4), a.bytes(7));
    }

    /// algorithm, key, decrypt, hash, number, iv (3), extra (3), data (3)
    private V8Value cipher(Arguments a) throws JavetException, Refusal {
        var call =
                new CipherCall(
                        a.text(0),
                        a.integer(1),
                        a.flag(2),
                        a.integer(4),
                        a.copy(5),
                        a.copy(8),
                        a.bytes(11));
        var room = new EngineRoom(runtime);
        try {
            return room.first(subtle.cipher(call, a.text(3), room));
        } finally {
            room.close();
        }
    }

    private void derivations(V8ValueObject ops) throws JavetException {
        define(ops, "agree", a -> buffer(subtle.agree(a.integer(0), a.integer(1))));
        define(
                ops,
                "hkdf",
                a ->
                        buffer(
                                subtle.hkdf(
                                        a.integer(0),
                                        a.text(1),
                                        a.copy(2),
                                        a.copy(5),
                                        a.integer(8))));
        define(
                ops,
                "pbkdf2",
                a ->
                        buffer(
                                subtle.pbkdf2(
                                        a.integer(0),
                                        a.text(1),
                                        a.copy(2),
                                        (long) a.number(5),
                                        a.integer(6))));
    }

    private void define(V8ValueObject ops, String name, Op op) throws JavetException {
        definer.define(
                ops,
                name,
                arguments -> {
                    try {
                        return op.run(arguments);
                    } catch (Refusal refusal) {
                        return text(refusal.line());
                    }
                });
    }

    private V8Value number(int number) throws JavetException {
        return runtime.createV8ValueInteger(number);
    }

    private V8Value text(String text) throws JavetException {
        return runtime.createV8ValueString(text);
    }

    private V8Value buffer(byte[] bytes) throws JavetException {
        V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(bytes.length);
        ByteBuffer memory = buffer.getByteBuffer();
        memory.put(0, bytes);
        return buffer;
    }

    private interface Op {
        @Nullable V8Value run(Arguments arguments) throws JavetException, Refusal;
    }
}
