package node.dev;

import base.Limits;
import base.lane.VersionImage;
import base.lane.VersionLimits;
import edge.assets.Assets;
import edge.http.Exchange;
import edge.http.Handler;
import edge.http.RequestHead;
import edge.router.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import node.bundle.Bundle;
import node.bundle.Bundler;
import node.bundle.Bundlers;
import node.config.AppChoices;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import node.config.ImageSettings;
import node.diagnose.ErrorCode;
import node.diagnose.Problem;
import node.diagnose.Problems;
import node.diagnose.SourceMap;
import node.inspect.InspectServer;
import node.inspect.Target;
import node.invoke.AppVersion;
import node.invoke.Cordon;
import node.page.PageApp;
import node.watch.Watched;
import org.jspecify.annotations.Nullable;

/// An app as `dev` serves it: its settings, its files, its newest good build. One thread at a time
/// brings it up to date; requests read what is there.
final class DevApp implements Handler, PageApp {

    /// The name of the bundle in V8's stacks. "Service Restart" of the registry that RFC 6455 §11.7
    /// began.
    private static final int SERVICE_RESTART = 1012;

    static final String MAIN = "main.js";

    private static final int ISOLATES_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final Place place;
    private final Parts parts;
    private final AppSources sources;
    private final @Nullable Target target;
    private volatile AppConfig config;
    private Bundler bundler;
    private volatile @Nullable AppBuild build;
    private volatile @Nullable AppBuild before;
    private volatile @Nullable Assets assets;
    private volatile List<Problem> problems = List.of();

    /// Where it stands, and what holds beside its settings.
    record Place(Path path, AppChoices choices) {}

    /// What an app is built and run with.
    ///
    /// @param output takes what an app's own build command prints
    /// @param inspector where debuggers connect; null where none may
    record Parts(
            Bundlers bundlers,
            AppVersion.Ids ids,
            Cordon cordon,
            DevObserver observer,
            Consumer<String> output,
            @Nullable InspectServer inspector) {}

    DevApp(Place place, AppConfig config, Parts parts) {
        this.place = place;
        this.config = config;
        this.parts = parts;
        this.bundler = parts.bundlers().of(config);
        this.sources = new AppSources();
        InspectServer inspector = parts.inspector();
        this.target =
                inspector == null
                        ? null
                        : inspector.add(config.name(), config.directory(), parts.cordon());
    }

    @Override
    public String name() {
        return config.name();
    }

    /// The first label of its host.
    String label() {
        return config.label();
    }

    /// The map of a version's sources, also when another has taken its place meanwhile.
    SourceMap sourceMap(AppVersion version) {
        AppBuild last = before;
        AppBuild now = build;
        if (last != null && last.version().id() == version.id()) {
            return last.sourceMap();
        }
        return now == null ? SourceMap.NONE : now.sourceMap();
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    /// Whether it can answer, perhaps by an older build than the last.
    boolean answers() {
        return build != null || config.main() == null;
    }

    /// Builds it for the first time; blocks.
    void open() throws IOException {
        sources.reading();
        readAssets();
        build(true);
    }

    /// What is to be looked at for changes.
    Watched watched() {
        return sources.watched(config, build, !problems.isEmpty());
    }

    /// Whether something changed while it was read.
    boolean isStale() {
        return sources.isStale(config, build);
    }

    /// Takes up what changed; tells whether anything came of it. What is wrong stands in
    /// [#problems()] afterwards, and what was good before goes on.
    boolean refresh(Set<Path> changed) throws IOException {
        sources.reading();
        if (changed.stream().anyMatch(path -> sources.isSetting(config, path))) {
            return readSettings();
        }
        boolean files = changed.stream().anyMatch(path -> sources.isAsset(config, path));
        if (files) {
            readAssets();
        }
        boolean command = sources.isCommandInput(config, changed);
        boolean code = command || !problems.isEmpty() || sources.isInput(build, changed);
        if (code) {
            build(command);
        }
        return files || code;
    }

    private boolean readSettings() throws IOException {
        switch (AppReader.read(place.path(), place.choices())) {
            case AppReading.Faulty(var faults) -> problems = Problems.ofSettings(faults);
            case AppReading.Read(AppConfig next, var _) -> {
                config = next;
                bundler.close();
                bundler = parts.bundlers().of(next);
                readAssets();
                build(true);
            }
        }
        return true;
    }

    /// Its files changed under the hand that read them; what was good before goes on.
    void cannotBeRead(IOException cause) {
        problems =
                List.of(
                        Problem.of(
                                ErrorCode.BUILD_FAILED,
                                "The app's files cannot be read: " + cause + "."));
    }

    private void readAssets() throws IOException {
        Path directory = config.assetsDirectory();
        Assets known = assets;
        if (directory == null) {
            assets = null;
        } else if (known == null || !known.directory().equals(directory)) {
            assets = Assets.of(directory, Limits.Assets.DEFAULT);
        } else {
            assets = known.refreshed();
        }
    }

    /// @param command whether the app's own build command is run before
    private void build(boolean command) {
        if (config.main() == null) {
            problems = List.of();
            replace(null);
            return;
        }
        switch (command ? bundler.build(parts.output(), sources::reading) : bundler.bundle()) {
            case Bundle.Built built -> {
                problems = List.of();
                AppVersion version = version(built);
                if (target != null) {
                    target.take(version, built.sourceMap());
                }
                replace(new AppBuild(version, new SourceMap(built.sourceMap()), built.inputs()));
            }
            case Bundle.Failed failed ->
                    problems =
                            Problems.ofBuild(
                                    "Build failed", failed.diagnostics(), config.directory());
        }
    }

    /// What runs on the old version ends on it; its WebSockets are told to come again.
    private void replace(@Nullable AppBuild next) {
        AppBuild old = build;
        before = old;
        build = next;
        if (old != null) {
            parts.cordon().retire(old.version());
            parts.cordon().closeSockets(old.version(), SERVICE_RESTART, "The app was changed.");
        }
    }

    private AppVersion version(Bundle.Built built) {
        Limits limits = config.limits();
        Limits.Invocation run = limits.invocation();
        return new AppVersion(
                parts.ids().next(),
                config.name(),
                "dev",
                new VersionImage(settings(), modules(built)),
                new VersionLimits(
                        (int) run.cpuMillisMax(),
                        (int) run.startupMillisMax(),
                        run.heapBytesMax(),
                        (int) run.afterMillisMax(),
                        (int) run.blockMillisMax(),
                        run.logBytesMax(),
                        target == null ? ISOLATES_MAX : 1),
                run.subrequestsMax(),
                run.connectionsMax(),
                limits.http().bodyBytesMax());
    }

    private List<VersionImage.Module> modules(Bundle.Built built) {
        if (target == null) {
            return built.modules();
        }
        var modules = new ArrayList<>(built.modules());
        VersionImage.Module main = modules.getFirst();
        byte[] named = target.named(main.bytes());
        modules.set(0, new VersionImage.Module(main.name(), main.kind(), named));
        return modules;
    }

    private String settings() {
        return ImageSettings.of(config, Instant.now());
    }

    /// Its files, and its worker for what is no file.
    Site site() {
        return new Site(name(), config.main() == null ? null : this, assets);
    }

    /// A malformed head is the app's; what else goes wrong in an exchange is ours.
    @Override
    public void failed(RequestHead head, Throwable cause) {
        parts.observer().exchangeFailed(name(), head, cause);
    }

    @Override
    public void handle(Exchange exchange) {
        AppBuild now = build;
        if (now != null && DevEvents.isOurs(exchange.head().target())) {
            DevEvents.answer(exchange, now.version(), parts.cordon()::handle);
        } else if (now != null) {
            parts.cordon().handle(now.version(), exchange);
        } else {
            parts.observer().refuse(exchange, name(), problems);
        }
    }
}
