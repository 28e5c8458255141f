package node.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import node.invoke.AppVersion;
import node.invoke.Cordon;
import org.jspecify.annotations.Nullable;

/// An app that debuggers may look at: its newest version and how its code came about. One debugger
/// at a time. Fields that other threads write are volatile; all else is on the lane's loop.
public final class Target {
    private static final String SCRIPT = ".edgewise/main.js";

    private final String id = UUID.randomUUID().toString();
    private final String app;
    private final Path directory;
    private final Cordon cordon;
    private final int port;
    private volatile @Nullable AppVersion version;
    private volatile String sourceMap = "";
    private @Nullable DebuggerSocket debugger;

    Target(String app, Path directory, Cordon cordon, int port) {
        this.app = app;
        this.directory = directory.toAbsolutePath().normalize();
        this.cordon = cordon;
        this.port = port;
    }

    /// Names it in addresses; not to be guessed by a page in a browser.
    String id() {
        return id;
    }

    /// The app's name, which may have changed.
    String app() {
        AppVersion newest = version;
        return newest == null ? app : newest.app();
    }

    Cordon cordon() {
        return cordon;
    }

    /// The app's main script as V8 is to run it: with a name that lies in the app's directory, as
    /// editors want it, and the address of its source map.
    public byte[] named(byte[] script) {
        var out = new ByteArrayOutputStream(script.length + 256);
        out.writeBytes(script);
        out.writeBytes(
                ("\n//# sourceURL=" + scriptUrl() + "\n//# sourceMappingURL=" + mapUrl() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    String scriptUrl() {
        return directory.resolve(SCRIPT).toUri().toString();
    }

    String mapUrl() {
        return "http://127.0.0.1:" + port + mapPath();
    }

    String mapPath() {
        return "/" + id + "/main.js.map";
    }

    /// The app runs another version from now on. Any thread.
    public void take(AppVersion newest, String map) {
        version = newest;
        sourceMap = map;
        cordon.execute(this::moved);
    }

    private void moved() {
        DebuggerSocket attached = debugger;
        if (attached != null) {
            attached.move();
        }
    }

    /// The version that runs; null where none could be built.
    @Nullable AppVersion version() {
        return version;
    }

    /// The map, its sources as files of this machine.
    String sourceMap() {
        String map = sourceMap;
        int brace = map.indexOf('{');
        if (brace < 0) {
            return "{\"version\":3,\"sources\":[],\"mappings\":\"\"}";
        }
        String root = directory.toUri().toString();
        String slash = root.endsWith("/") ? "" : "/";
        return "{\"sourceRoot\":\"" + root + slash + "\"," + map.substring(brace + 1);
    }

    /// A debugger comes; false where another one is there.
    boolean attach(DebuggerSocket newcomer) {
        if (debugger != null) {
            return false;
        }
        debugger = newcomer;
        return true;
    }

    void close() {
        cordon.execute(() -> {
            DebuggerSocket attached = debugger;
            if (attached != null) {
                attached.stop();
            }
        });
    }

    void detach(DebuggerSocket leaver) {
        if (leaver.equals(debugger)) {
            debugger = null;
        }
    }
}
