package node.dev;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import node.watch.FileWatch;

/// Keeps one app as it is on disk, on a thread of its own; another may ask for a build.
final class AppWatch implements AutoCloseable {
    private final DevApp app;
    private final FileWatch files;
    private final Consumer<Change> told;

    /// What came of a change.
    ///
    /// @param paths what changed on disk
    /// @param millis how long it took from the first sign of it
    record Change(DevApp app, Set<Path> paths, long millis) {}

    /// @param told of each change, on this app's thread
    AppWatch(DevApp app, Consumer<Change> told) throws IOException {
        this.app = app;
        this.told = told;
        files = new FileWatch();
        files.watch(app.watched());
    }

    void start() {
        Thread.ofVirtual().name("watch " + app.name()).start(this::run);
    }

    private void run() {
        try {
            while (true) {
                if (app.isStale()) {
                    takeUp(app.watched().files(), System.nanoTime());
                }
                Set<Path> changed = files.take();
                takeUp(changed, files.firstSignNanos());
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // The end of it.
        }
    }

    /// Builds the app again now; any thread.
    synchronized void rebuild() {
        long since = System.nanoTime();
        try {
            app.rebuild();
            told.accept(new Change(app, Set.of(), (System.nanoTime() - since) / 1_000_000));
        } catch (IOException e) {
            app.cannotBeRead(e);
            told.accept(new Change(app, Set.of(), 0));
        }
    }

    private synchronized void takeUp(Set<Path> changed, long sinceNanos) {
        try {
            if (app.refresh(changed)) {
                told.accept(new Change(app, changed, (System.nanoTime() - sinceNanos) / 1_000_000));
            }
            files.watch(app.watched());
        } catch (IOException e) {
            app.cannotBeRead(e);
            told.accept(new Change(app, changed, 0));
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
