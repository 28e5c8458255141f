package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueObject;
import isolate.cipher.RunningCiphers;
import isolate.cipher.Scrypt;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The local ops of `node:crypto` that the web has no use for, bound when code first asks for them.
/// What the JDK refuses is answered as `!` and the name of its exception.
final class NodeCryptoFunctions {
    private static final int SCRYPT_BYTES_MAX = 64 << 20;
    private static final int NUMBER_BITS_MAX = 8192;
    private static final int POWER_STEP_BITS = 256;

    private final V8Runtime runtime;
    private final HostFunctions.Definer definer;
    private final RunningCiphers ciphers;
    private final BooleanSupplier stopped;

    NodeCryptoFunctions(V8Runtime runtime, HostFunctions.Definer definer, BooleanSupplier stopped) {
        this.runtime = runtime;
        this.definer = definer;
        this.ciphers = new RunningCiphers();
        this.stopped = stopped;
    }

    /// Makes the object.
    V8ValueObject bind() throws JavetException {
        V8ValueObject ops = runtime.createV8ValueObject();
        ciphers(ops);
        define(ops, "scryptMix", this::scrypt);
        define(ops, "power", this::power);
        return ops;
    }

    private void ciphers(V8ValueObject ops) throws JavetException {
        define(
                ops,
                "cipherOpen",
                a ->
                        Values.of(
                                runtime,
                                ciphers.open(
                                        new RunningCiphers.Form(a.text(0), a.text(1), a.flag(2)),
                                        a.flag(3),
                                        a.copy(4),
                                        a.copy(7))));
        define(
                ops,
                "cipherExtra",
                a -> {
                    ciphers.extra(a.integer(0), a.copy(1));
                    return null;
                });
        define(ops, "cipherUpdate", a -> buffer(ciphers.update(a.integer(0), a.copy(1))));
        define(ops, "cipherFinish", a -> buffer(ciphers.finish(a.integer(0), a.copy(1))));
        define(
                ops,
                "cipherClose",
                a -> {
                    ciphers.close(a.integer(0));
                    return null;
                });
    }

    /// cost, block size, blocks (3)
    private V8Value scrypt(Arguments a) throws JavetException {
        int cost = a.integer(0);
        int blockSize = a.integer(1);
        long bytes = 128L * cost * blockSize;
        byte[] blocks = a.copy(2);
        if (cost < 2 || blockSize < 1 || bytes > SCRYPT_BYTES_MAX) {
            throw new IllegalArgumentException("scrypt has at most 64 MiB here");
        }
        var room = new EngineRoom(runtime);
        try {
            new Scrypt(cost, blockSize, room.of((int) bytes), stopped).mix(blocks);
        } finally {
            room.close();
        }
        return buffer(blocks);
    }

    /// base (3), exponent (3), modulus (3)
    private V8Value power(Arguments a) throws JavetException {
        BigInteger base = new BigInteger(1, a.copy(0));
        BigInteger exponent = new BigInteger(1, a.copy(3));
        BigInteger modulus = new BigInteger(1, a.copy(6));
        int bits = Math.max(Math.max(base.bitLength(), exponent.bitLength()), modulus.bitLength());
        if (bits > NUMBER_BITS_MAX || modulus.signum() == 0) {
            throw new IllegalArgumentException("numbers have 1 to 8,192 bits here");
        }
        return buffer(power(base, exponent, modulus).toByteArray());
    }

    /// In steps, between which it asks whether it is to end: large numbers take half a second.
    private BigInteger power(BigInteger base, BigInteger exponent, BigInteger modulus) {
        BigInteger step = BigInteger.ONE.shiftLeft(POWER_STEP_BITS);
        BigInteger result = BigInteger.ONE.mod(modulus);
        int last = Math.max(0, exponent.bitLength() - 1) / POWER_STEP_BITS;
        for (int at = last; at >= 0 && !stopped.getAsBoolean(); at--) {
            BigInteger part = exponent.shiftRight(at * POWER_STEP_BITS).mod(step);
            result = result.modPow(step, modulus).multiply(base.modPow(part, modulus)).mod(modulus);
        }
        return result;
    }

    private V8Value buffer(byte[] bytes) throws JavetException {
        return Values.buffer(runtime, bytes);
    }

    private void define(V8ValueObject ops, String name, Op op) throws JavetException {
        definer.define(
                ops,
                name,
                arguments -> {
                    try {
                        return op.run(arguments);
                    } catch (GeneralSecurityException refused) {
                        return Values.of(runtime, "!" + refused.getClass().getSimpleName());
                    }
                });
    }

    private interface Op {
        @Nullable V8Value run(Arguments arguments) throws JavetException, GeneralSecurityException;
    }
}
