package isolate.v8;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// V8, loaded once per process: the native library, its flags, the ICU data and the prelude with
/// its code cache, its lazy parts, and Node's modules. Isolates are booted from it, on any thread.
public final class Engine {
    /// Frames of JavaScript need about 80 bytes each of the 2 MB stack of an isolate thread.
    private static final String FLAGS =
            "--stack-size=984 --max-old-space-size=16 --single-threaded-gc"
                    + " --no-flush-bytecode --no-verify-snapshot-checksum";

    private final V8Host host;
    private final String prelude;
    private final Library parts;
    private final Library library;
    private final Library rewriter;
    private final boolean debugged;
    private volatile byte @Nullable [] preludeCache;

    private Engine(
            V8Host host,
            String prelude,
            Library parts,
            Library library,
            Library rewriter,
            boolean debugged) {
        this.host = host;
        this.prelude = prelude;
        this.parts = parts;
        this.library = library;
        this.rewriter = rewriter;
        this.debugged = debugged;
    }

    /// Loads the library and the ICU data from a directory. Once per process, before any isolate.
    /// `debugged` where a debugger may look at isolates.
    public static Engine load(Path natives, boolean debugged) {
        JavetLibLoader.setLibLoadingListener(
                new IJavetLibLoadingListener() {
                    @Override
                    public File getLibPath(JSRuntimeType type) {
                        return natives.toFile();
                    }

                    @Override
                    public boolean isDeploy(JSRuntimeType type) {
                        return false;
                    }
                });
        V8RuntimeOptions.V8_FLAGS.setIcuDataFile(natives.resolve("icudt77l.dat").toString());
        V8RuntimeOptions.V8_FLAGS.setCustomFlags(FLAGS);
        // All are read now: later the process can open no file.
        return new Engine(
                V8Host.getV8I18nInstance(),
                read("/isolate/prelude.js"),
                new Library(
                        debugged ? "node:edgewise:prelude:parts" : "edgewise:prelude:parts",
                        read("/isolate/parts.js")),
                new Library("edgewise:node", read("/isolate/library.js")),
                new Library("edgewise:rewriter", read("/isolate/rewriter.js")),
                debugged);
    }

    private static String read(String resource) {
        try (InputStream in = Engine.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The jar holds no " + resource + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + resource, e);
        }
    }

    V8Runtime newRuntime() throws JavetException {
        return host.createV8Runtime(new V8RuntimeOptions());
    }

    /// What of the prelude is run when it is first asked for.
    Library parts() {
        return parts;
    }

    /// Node's modules.
    Library library() {
        return library;
    }

    Library rewriter() {
        return rewriter;
    }

    boolean isDebugged() {
        return debugged;
    }

    String prelude() {
        return prelude;
    }

    byte @Nullable [] preludeCache() {
        return preludeCache;
    }

    void preludeCache(byte[] cache) {
        preludeCache = cache;
    }
}
