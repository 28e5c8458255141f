package node.dev;

import edge.http.RequestHead;
import edge.router.Route;
import edge.router.RouteTable;
import edge.router.Router;
import edge.router.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The apps of one `dev` and their hosts; keeps both as they are on disk.
final class DevApps implements AutoCloseable {
    private final List<DevApp> apps;
    private final Router router = new Router();
    private volatile Routed routed = new Routed(RouteTable.EMPTY, new IdentityHashMap<>());
    private final List<AppWatch> watches = new ArrayList<>();

    /// The routes of a moment, and whose sites they lead to: names change.
    private record Routed(RouteTable table, IdentityHashMap<Site, DevApp> sites) {}

    DevApps(List<DevApp> apps) {
        this.apps = List.copyOf(apps);
    }

    List<DevApp> all() {
        return apps;
    }

    Router router() {
        return router;
    }

    /// Builds all of them, at once; blocks.
    void open() throws IOException {
        try (ExecutorService builds = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (DevApp app : apps) {
                all.add(
                        builds.submit(() -> {
                            app.open();
                            return app;
                        }));
            }
            for (Future<?> each : all) {
                await(each);
            }
        }
        route();
    }

    private static void await(Future<?> build) throws IOException {
        try {
            build.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException("an app could not be opened", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", e);
        }
    }

    /// Takes up changes from now on, and tells of each.
    void watch(Consumer<AppWatch.Change> told) throws IOException {
        for (DevApp app : apps) {
            var watch =
                    new AppWatch(
                            app,
                            change -> {
                                route();
                                told.accept(change);
                                relink(change.app());
                            });
            watches.add(watch);
        }
        watches.forEach(AppWatch::start);
    }

    /// An app that has another name now is another service to those who call it.
    private void relink(DevApp changed) {
        for (AppWatch watch : watches) {
            if (!watch.app().equals(changed) && !watch.app().isLinked()) {
                Thread.ofVirtual().name("relink").start(watch::relink);
            }
        }
    }

    /// Builds all of them again, each on its own thread.
    void rebuild() {
        for (AppWatch watch : watches) {
            Thread.ofVirtual().name("rebuild").start(watch::rebuild);
        }
    }

    private synchronized void route() {
        List<Route> routes = new ArrayList<>();
        var sites = new IdentityHashMap<Site, DevApp>();
        for (DevApp app : apps) {
            Site site = app.site();
            sites.put(site, app);
            routes.add(new Route(app.host(), site));
            if (app.equals(apps.getFirst())) {
                // The first app is the main one, as with wrangler.
                routes.add(new Route("localhost", site));
                routes.add(new Route("127.0.0.1", site));
            }
        }
        var table = new RouteTable(routes);
        routed = new Routed(table, sites);
        router.swap(table, "There are " + String.join(", ", table.hosts()) + ".");
    }

    /// The app of a request's host; null where there is none.
    @Nullable DevApp find(RequestHead head) {
        Routed now = routed;
        Site site = now.table().find(head.authority(), head.target());
        return site == null ? null : now.sites().get(site);
    }

    @Override
    public void close() throws IOException {
        for (AppWatch watch : watches) {
            watch.close();
        }
    }
}
