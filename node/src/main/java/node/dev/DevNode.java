package node.dev;

import base.Limits;
import base.lane.Debugging;
import base.linux.SystemCalls;
import edge.http.HttpServer;
import edge.http.Loops;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import node.bundle.Bundlers;
import node.child.ChildLink;
import node.child.Installation;
import node.child.LaneServer;
import node.child.Spawner;
import node.child.ThreadPriority;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import node.config.finding.Finding;
import node.diagnose.Problem;
import node.diagnose.Problems;
import node.dns.Resolver;
import node.fetch.AddressPolicy;
import node.fetch.FetchClient;
import node.fetch.FetchSettings;
import node.https.LocalTls;
import node.inner.Fetcher;
import node.inspect.InspectServer;
import node.invoke.AppVersion;
import node.invoke.Cordon;
import node.op.ConnectOp;
import node.op.DnsOp;
import node.op.EntropyOp;
import node.op.FetchOp;
import node.op.InnerOp;
import node.op.Ops;
import node.page.DevPages;
import node.page.Live;
import node.tcp.TcpClient;
import node.terminal.Entry;
import node.terminal.Keys;
import node.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// `edgewise dev`, put together by hand in start order: terminal, settings, child, builds,
/// listener. The child starts while the apps are built.
public final class DevNode implements DevServer {
    private static final int SPARES = 2;
    private static final int IDLE_SECONDS = 15;
    private static final long CHILD_BYTES_MAX = 1024L * 1024 * 1024;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public int serve(DevOptions options) {
        try (Terminal terminal = Output.open(options)) {
            List<AppReading.Read> apps = read(options, terminal);
            if (apps.isEmpty()) {
                return 2;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
            serve(options, apps, terminal);
            return 0;
        } catch (IOException e) {
            System.err.println("edgewise: " + e.getMessage());
            return 1;
        } finally {
            stopped.countDown();
        }
    }

    /// The apps as they are on disk; none where one of them is faulty.
    private static List<AppReading.Read> read(DevOptions options, Terminal terminal) {
        List<AppReading.Read> apps = new ArrayList<>();
        List<Finding> faults = new ArrayList<>();
        Map<String, AppConfig> hosts = new HashMap<>();
        for (var place : options.places()) {
            switch (AppReader.read(place, options.choices())) {
                case AppReading.Read read -> {
                    read.warnings().forEach(warning -> terminal.complain(warning.text()));
                    apps.add(read);
                    AppConfig other = hosts.putIfAbsent(read.config().label(), read.config());
                    if (other != null) {
                        faults.add(Neighbours.sameHost(read.config(), other));
                    }
                }
                case AppReading.Faulty(List<Finding> found) -> faults.addAll(found);
            }
        }
        for (Finding fault : faults) {
            Problem problem = Problems.ofSettings(List.of(fault)).getFirst();
            terminal.show(new Entry.Fault("", problem, fault.text()));
        }
        return faults.isEmpty() ? apps : List.of();
    }

    private void serve(DevOptions options, List<AppReading.Read> reads, Terminal terminal)
            throws IOException {
        EventLoopGroup loops = Loops.start(1);
        try (var lanes = new LaneServer(loops.next(), Limits.DEFAULT.lane())) {
            serve(options, reads, terminal, loops, lanes);
        } finally {
            var _ = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private void serve(
            DevOptions options,
            List<AppReading.Read> reads,
            Terminal terminal,
            EventLoopGroup loops,
            LaneServer lanes)
            throws IOException {
        var calls = new SystemCalls();
        Installation installation = Installation.current();
        var live = new Live(lanes.loop(), Release.version());
        var observer = new DevObserver(lanes.loop(), terminal, live, options.meter());
        var cordon =
                new Cordon(
                        new Cordon.Parts(
                                lanes,
                                new Spawner(installation, calls),
                                new ThreadPriority(calls),
                                child(options.inspect()),
                                ops(lanes.loop())),
                        Limits.DEFAULT,
                        observer);
        lanes.loop().execute(cordon::open);
        Progress.of(observer::say, "starting the apps' process", observer.childReady());
        try (Bundlers bundlers = new Bundlers(installation.esbuild(), Bundlers.Mode.DEVELOPMENT);
                Inspecting inspecting = Inspecting.start(loops, options.inspect());
                DevApps apps =
                        apps(
                                options,
                                reads,
                                new DevApp.Parts(
                                        bundlers,
                                        new AppVersion.Ids(),
                                        cordon,
                                        observer,
                                        new Neighbours(),
                                        Output.files(options),
                                        inspecting.server()))) {
            var pages =
                    new DevPages(
                            lanes.loop(),
                            new DevPages.Apps(apps.router(), apps::find, apps::all),
                            live,
                            options.reload());
            LocalTls tls = tls(options, reads);
            HttpServer server =
                    new Listening(options, terminal)
                            .start(port ->
                                    HttpServer.start(
                                            loops,
                                            options.host(),
                                            port,
                                            Limits.DEFAULT.http(),
                                            pages,
                                            tls == null ? null : tls.context()));
            var told = new Told(terminal, live, tls, server.port());
            Keys keys =
                    new DevKeys(terminal, apps, inspecting.server(), stop::countDown)
                            .of(options, calls, () -> told.url(apps.all().getFirst()));
            told.started(apps.all(), keys == null ? "" : keys.line());
            told.inspected(inspecting.server(), options.inspect());
            awaitStop(apps, pages, told, keys);
            inspecting.sendAway();
            pages.close();
            server.drain(DRAIN);
        } finally {
            lanes.loop().execute(cordon::close);
        }
    }

    private static @Nullable LocalTls tls(DevOptions options, List<AppReading.Read> apps)
            throws IOException {
        DevOptions.Https asked = options.https();
        if (asked == null) {
            return null;
        }
        Path key = asked.key();
        Path certificate = asked.certificate();
        if (key != null && certificate != null) {
            return LocalTls.of(key, certificate);
        }
        List<String> hosts = apps.stream().map(app -> app.config().label() + ".localhost").toList();
        return LocalTls.local(System.getenv(), options.host(), hosts);
    }

    private static ChildLink.Settings child(DevOptions.@Nullable Inspect inspect) {
        Debugging debugging =
                inspect == null
                        ? Debugging.OFF
                        : inspect.await() ? Debugging.AWAITED : Debugging.ALLOWED;
        return new ChildLink.Settings(SPARES, IDLE_SECONDS, CHILD_BYTES_MAX, debugging);
    }

    /// Where debuggers connect; nothing where none may.
    private record Inspecting(@Nullable InspectServer server) implements AutoCloseable {
        static Inspecting start(EventLoopGroup loops, DevOptions.@Nullable Inspect asked)
                throws IOException {
            return new Inspecting(asked == null ? null : InspectServer.start(loops, asked.port()));
        }

        /// Code that a debugger holds is to go on.
        void sendAway() {
            if (server != null) {
                server.sendAway();
            }
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    private static DevApps apps(DevOptions options, List<AppReading.Read> reads, DevApp.Parts parts)
            throws IOException {
        DevObserver observer = parts.observer();
        List<DevApp> all = new ArrayList<>();
        for (int i = 0; i < reads.size(); i++) {
            var place = new DevApp.Place(options.places().get(i), options.choices());
            var app = new DevApp(place, reads.get(i), parts);
            observer.add(app);
            parts.neighbours().add(app);
            all.add(app);
        }
        reads.forEach(read -> parts.neighbours().missing(read.config()).forEach(observer::warn));
        var apps = new DevApps(all);
        var built = new CompletableFuture<Void>();
        Progress.of(observer::say, "building the apps", built);
        try {
            apps.open();
        } finally {
            built.complete(null);
        }
        return apps;
    }

    private static Ops ops(EventLoop loop) {
        FetchSettings settings = FetchSettings.defaults(new AddressPolicy(true));
        var fetch = new FetchOp(new FetchClient(loop, settings));
        return new Ops(
                Map.of(
                        "fetch", fetch,
                        "socket", fetch.ofSockets(),
                        "connect", new ConnectOp(new TcpClient(loop, settings), fetch),
                        "dns", new DnsOp(new Resolver(settings.addresses()), loop),
                        "assets", new InnerOp(Fetcher.Kind.ASSETS),
                        "service", new InnerOp(Fetcher.Kind.SERVICE),
                        "entropy", new EntropyOp()));
    }

    private void awaitStop(DevApps apps, DevPages pages, Told told, @Nullable Keys keys)
            throws IOException {
        apps.watch(change -> {
            pages.changed(change.app());
            told.changed(change);
        });
        try (keys) {
            if (keys != null) {
                keys.start();
            }
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopAndWait() {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
