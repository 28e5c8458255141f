package node.bundle;

import java.io.IOException;
import java.nio.file.Path;
import node.config.AppConfig;
import org.jspecify.annotations.Nullable;

/// Makes bundlers, one an app, that share one running esbuild program; it is started when the first
/// of them builds, and again after it ended. Any thread may call.
public final class Bundlers implements AutoCloseable {

    private final Path program;
    private final Mode mode;
    private @Nullable Esbuild running;
    private boolean closed;

    /// What `process.env.NODE_ENV` is in a bundle.
    public enum Mode {
        /// `development`
        DEVELOPMENT("development"),
        /// `production`
        PRODUCTION("production");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// Bundlers that use the esbuild program at a path.
    public Bundlers(Path program, Mode mode) {
        this.program = program.toAbsolutePath();
        this.mode = mode;
    }

    /// A bundler of one app; other settings need another one.
    public Bundler of(AppConfig config) {
        return new Bundler(this, config);
    }

    Mode mode() {
        return mode;
    }

    Path program() {
        return program;
    }

    synchronized Esbuild running() throws IOException {
        Esbuild now = running;
        if (closed) {
            throw new IOException("the bundlers were closed");
        }
        if (now == null || !now.isAlive()) {
            now = Esbuild.start(program);
            running = now;
        }
        return now;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.close();
        }
    }
}
