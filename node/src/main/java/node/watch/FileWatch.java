package node.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits for files to change. One thread waits; others may say what is watched, and close it.
///
/// An editor writes a file in several steps, and a tool many files at once: what changes within
/// [#QUIET_MILLIS] of each other is told together, but no later than [#TOGETHER_MILLIS] after the
/// first.
public final class FileWatch implements AutoCloseable {
    static final long QUIET_MILLIS = 8;
    static final long TOGETHER_MILLIS = 80;

    private final WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Map<WatchKey, Path> folders = new HashMap<>();
    private long firstSignNanos;
    private Watched watched = new Watched(Set.of(), Set.of(), Set.of());

    /// Watches nothing yet.
    ///
    /// @throws IOException when the system gives no more watches to this user
    public FileWatch() throws IOException {
        service = FileSystems.getDefault().newWatchService();
    }

    /// Looks at this from now on, and at nothing else.
    ///
    /// @throws IOException when the system gives no more watches to this user
    public synchronized void watch(Watched next) throws IOException {
        watched = next;
        Set<Path> wanted = next.folders();
        drop(wanted);
        for (Path folder : wanted) {
            if (!keys.containsKey(folder)) {
                add(folder);
            }
        }
    }

    private void drop(Set<Path> wanted) {
        for (Iterator<Map.Entry<Path, WatchKey>> all = keys.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Path, WatchKey> entry = all.next();
            if (!wanted.contains(entry.getKey()) || !entry.getValue().isValid()) {
                entry.getValue().cancel();
                folders.remove(entry.getValue());
                all.remove();
            }
        }
    }

    private void add(Path folder) throws IOException {
        WatchKey key =
                folder.register(
                        service,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
        keys.put(folder, key);
        folders.put(key, folder);
    }

    /// Waits until something that is watched changes; what did. A folder in place of its files
    /// means that any of them may have.
    ///
    /// @throws InterruptedException when the thread is interrupted
    /// @throws java.nio.file.ClosedWatchServiceException when this was closed
    public Set<Path> take() throws InterruptedException {
        var changed = new HashSet<Path>();
        while (changed.isEmpty()) {
            collect(service.take(), changed);
        }
        firstSignNanos = System.nanoTime();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TOGETHER_MILLIS);
        WatchKey next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null && System.nanoTime() - end < 0) {
            collect(next, changed);
            next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (next != null) {
            collect(next, changed);
        }
        return changed;
    }

    /// When the first of what was taken last was heard of, on the clock of [System#nanoTime()].
    public long firstSignNanos() {
        return firstSignNanos;
    }

    private synchronized void collect(WatchKey key, Set<Path> changed) {
        Path folder = folders.get(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            Path path = path(folder, event);
            if (path != null && (watched.covers(path) || path.equals(folder))) {
                changed.add(path);
            }
        }
        key.reset();
    }

    /// Of an overflow the folder alone is known.
    private static @Nullable Path path(@Nullable Path folder, WatchEvent<?> event) {
        if (folder == null) {
            return null;
        }
        return event.context() instanceof Path name ? folder.resolve(name) : folder;
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
