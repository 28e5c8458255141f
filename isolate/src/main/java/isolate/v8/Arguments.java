package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.primitive.V8ValueBoolean;
import com.caoccao.javet.values.primitive.V8ValueDouble;
import com.caoccao.javet.values.primitive.V8ValueInteger;
import com.caoccao.javet.values.primitive.V8ValueLong;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What the prelude passes to a host call, read by position. The prelude is ours, but what it
/// passes may come from a tenant, so a wrong type is an exception in JavaScript, never one here.
record Arguments(V8Value[] values) {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    int integer(int at) {
        return switch (values[at]) {
            case V8ValueInteger i -> i.getValue();
            case V8ValueLong l -> (int) (long) l.getValue();
            case V8ValueDouble d -> (int) (double) d.getValue();
            default -> throw new IllegalArgumentException("argument " + at + " is no number");
        };
    }

    double number(int at) {
        return switch (values[at]) {
            case V8ValueInteger i -> i.getValue();
            case V8ValueLong l -> l.getValue();
            case V8ValueDouble d -> d.getValue();
            default -> throw new IllegalArgumentException("argument " + at + " is no number");
        };
    }

    boolean flag(int at) {
        return values[at] instanceof V8ValueBoolean b && b.getValue();
    }

    String text(int at) {
        String text = textOrNull(at);
        if (text == null) {
            throw new IllegalArgumentException("argument " + at + " is no string");
        }
        return text;
    }

    @Nullable String textOrNull(int at) {
        return values[at] instanceof V8ValueString s ? s.getValue() : null;
    }

    /// Buffer, offset and length in three arguments; empty where there is no buffer.
    ByteBuffer bytes(int at) throws JavetException {
        if (values[at].isNullOrUndefined()) {
            return EMPTY;
        }
        if (!(values[at] instanceof V8ValueArrayBuffer buffer)) {
            throw new IllegalArgumentException("argument " + at + " is no ArrayBuffer");
        }
        int offset = integer(at + 1);
        int length = integer(at + 2);
        ByteBuffer all = buffer.getByteBuffer();
        if (offset < 0 || length < 0 || offset > all.capacity() - length) {
            throw new IllegalArgumentException("the range is outside the buffer");
        }
        return all.slice(offset, length);
    }

    /// The same, out of V8's memory.
    byte[] copy(int at) throws JavetException {
        ByteBuffer bytes = bytes(at);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }
}
