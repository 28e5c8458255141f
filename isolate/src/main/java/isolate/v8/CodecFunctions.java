package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueObject;
import isolate.codec.Codec;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;

/// The local ops of the `host` object that compress. Their state is native memory, so that there is
/// a bound on how many are open, and all are closed with the isolate.
final class CodecFunctions implements AutoCloseable {
    private static final int CODECS_MAX = 200;

    private final V8Runtime runtime;
    private final Map<Integer, Codec> codecs = new HashMap<>();
    private int opened;

    CodecFunctions(V8Runtime runtime) {
        this.runtime = runtime;
    }

    void bind(V8ValueObject host, HostFunctions.Definer definer) throws JavetException {
        definer.define(
                host,
                "codecOpen",
                a -> Values.of(runtime, open(a.text(0), a.flag(1), a.integer(2))));
        definer.define(
                host,
                "codecGive",
                a -> {
                    find(a.integer(0)).give(a.bytes(1));
                    return null;
                });
        definer.define(host, "codecTake", a -> take(find(a.integer(0)), a.flag(1)));
        definer.define(
                host,
                "codecClose",
                a -> {
                    Codec codec = codecs.remove(a.integer(0));
                    if (codec != null) {
                        codec.close();
                    }
                    return null;
                });
    }

    private int open(String format, boolean compress, int level) {
        if (codecs.size() >= CODECS_MAX) {
            throw new IllegalStateException("more than 200 compression streams are open");
        }
        Codec.Format known =
                switch (format) {
                    case "gzip" -> Codec.Format.GZIP;
                    case "deflate" -> Codec.Format.DEFLATE;
                    default -> Codec.Format.DEFLATE_RAW;
                };
        codecs.put(++opened, compress ? Codec.compressor(known, level) : Codec.decompressor(known));
        return opened;
    }

    private Codec find(int id) {
        Codec codec = codecs.get(id);
        if (codec == null) {
            throw new IllegalStateException("the compression stream is closed");
        }
        return codec;
    }

    /// A buffer, null for nothing, or a sentence that says what is wrong with the input.
    private V8Value take(Codec codec, boolean last) throws JavetException {
        try {
            byte[] piece = codec.take(last);
            if (piece == null) {
                return runtime.createV8ValueNull();
            }
            V8ValueArrayBuffer buffer = runtime.createV8ValueArrayBuffer(piece.length);
            buffer.getByteBuffer().put(0, piece);
            return buffer;
        } catch (DataFormatException e) {
            String said = String.valueOf(e.getMessage());
            String sentence =
                    said.endsWith(".") ? said : "The compressed data is broken: " + said + ".";
            return Values.of(runtime, sentence);
        }
    }

    @Override
    public void close() {
        codecs.values().forEach(Codec::close);
        codecs.clear();
    }
}
