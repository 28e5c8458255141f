package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import isolate.crypto.CipherCall.Room;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// ArrayBuffers of V8's as the place of a result.
final class EngineRoom implements Room {
    private final V8Runtime runtime;
    private final List<V8ValueArrayBuffer> made = new ArrayList<>();

    EngineRoom(V8Runtime runtime) {
        this.runtime = runtime;
    }

    @Override
    public ByteBuffer of(int bytes) {
        try {
            V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(bytes);
            made.add(buffer);
            return buffer.getByteBuffer();
        } catch (JavetException e) {
            throw new IllegalStateException("make an ArrayBuffer of " + bytes + " bytes", e);
        }
    }

    /// The first bytes of what was made last, as a buffer of its own where there are more.
    V8Value first(int bytes) throws JavetException {
        V8ValueArrayBuffer last = made.getLast();
        ByteBuffer all = last.getByteBuffer();
        if (all.capacity() == bytes) {
            made.removeLast();
            return last;
        }
        V8ValueArrayBuffer cut = runtime.createV8ValueArrayBuffer(bytes);
        cut.getByteBuffer().put(0, all, 0, bytes);
        return cut;
    }

    /// Lets go of all that is not the result.
    void close() throws JavetException {
        for (V8ValueArrayBuffer buffer : made) {
            buffer.close();
        }
    }
}
