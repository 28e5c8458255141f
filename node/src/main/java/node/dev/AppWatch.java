package node.dev;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import node.diagnose.Problem;
import node.watch.FileWatch;

/// Keeps one app as it is on disk, on a thread of its own; another may ask for a build. Whatever
/// goes wrong, it goes on.
final class AppWatch implements AutoCloseable {
    private final DevApp app;
    private final FileWatch files;
    private final Consumer<Change> told;
    private List<Problem> problems;

    /// What came of a change.
    ///
    /// @param before the app's name until then
    /// @param paths what changed on disk
    /// @param millis how long it took from the first sign of it
    record Change(DevApp app, String before, Set<Path> paths, long millis) {}

    /// @param told of each change, on this app's thread
    AppWatch(DevApp app, Consumer<Change> told) throws IOException {
        this.app = app;
        this.told = told;
        this.problems = app.problems();
        files = new FileWatch();
        files.watch(app.watched());
    }

    DevApp app() {
        return app;
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
    void rebuild() {
        bring(app::rebuild, Set.of(), System.nanoTime());
    }

    /// Builds the app again where its neighbours have other names than when it was built; any
    /// thread.
    void relink() {
        bring(app::relink, Set.of(), System.nanoTime());
    }

    private void takeUp(Set<Path> changed, long sinceNanos) {
        bring(() -> app.refresh(changed), changed, sinceNanos);
    }

    /// A way to bring the app up to date; tells whether anything came of it.
    @FunctionalInterface
    private interface Step {
        boolean take() throws IOException;
    }

    private synchronized void bring(Step step, Set<Path> changed, long sinceNanos) {
        String before = app.name();
        var build = app.build();
        boolean came = true;
        try {
            came = step.take();
        } catch (IOException e) {
            app.cannotBeRead(e);
        } catch (RuntimeException e) {
            app.bug(e);
        }
        long millis = (System.nanoTime() - sinceNanos) / 1_000_000;
        watch();
        List<Problem> now = app.problems();
        // What is still wrong in the same way is no news. It may be the telling that changed a
        // file, and would do so for ever.
        boolean news =
                now.isEmpty() || !now.equals(problems) || !Objects.equals(app.build(), build);
        problems = now;
        if (came && news) {
            tell(new Change(app, before, changed, millis));
        }
    }

    /// What is imported now may lie in other folders than before.
    private void watch() {
        try {
            files.watch(app.watched());
        } catch (IOException e) {
            app.cannotBeRead(e);
        }
    }

    private void tell(Change change) {
        try {
            told.accept(change);
        } catch (RuntimeException e) {
            app.bug(e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
