package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;

/// Values for V8. Making a primitive one touches no native code, so the checked exception of
/// Javet's factory methods cannot come.
final class Values {
    private Values() {}

    static V8Value of(V8Runtime runtime, int number) {
        try {
            return runtime.createV8ValueInteger(number);
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }

    static V8Value of(V8Runtime runtime, double number) {
        try {
            return runtime.createV8ValueDouble(number);
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }

    static V8Value of(V8Runtime runtime, String text) {
        try {
            return runtime.createV8ValueString(text);
        } catch (JavetException e) {
            throw new IllegalStateException(e);
        }
    }

    static V8Value buffer(V8Runtime runtime, byte[] bytes) throws JavetException {
        V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(bytes.length);
        buffer.getByteBuffer().put(0, bytes);
        return buffer;
    }
}
