package node.dev;

import base.Limits;
import edge.assets.Assets;
import edge.assets.rule.Complaint;
import edge.http.Exchange;
import edge.http.Handler;
import edge.http.RequestHead;
import edge.router.Site;
import edge.router.WorkerFirst;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.bundle.Bundle;
import node.bundle.Bundler;
import node.bundle.Bundlers;
import node.config.AppChoices;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import node.config.AssetsConfig;
import node.config.finding.Finding;
import node.diagnose.Problem;
import node.diagnose.Problems;
import node.diagnose.SourceMap;
import node.inspect.InspectServer;
import node.inspect.Target;
import node.invoke.AppVersion;
import node.invoke.Cordon;
import node.page.AppFacts;
import node.page.PageApp;
import node.watch.Watched;
import org.jspecify.annotations.Nullable;

/// An app as `dev` serves it: its settings, its files, its newest good build. One thread at a time
/// brings it up to date; requests read what is there.
final class DevApp implements Handler, PageApp {

    /// The name of the bundle in V8's stacks.
    static final String MAIN = "main.js";

    /// "Service Restart" of the registry that RFC 6455 §11.7 began.
    private static final int SERVICE_RESTART = 1012;

    private final Place place;
    private final Parts parts;
    private final AppSources sources;
    private final @Nullable Target target;
    private volatile AppConfig config;
    private Bundler bundler;
    private final Faults faults = new Faults();
    private final SourceMaps maps = new SourceMaps();
    private final Oddities oddities;
    private volatile @Nullable AppBuild build;
    private volatile @Nullable Assets assets;
    private volatile List<Path> mending = List.of();
    private volatile Map<String, DevApp> callees = Map.of();

    /// Where it stands, and what holds beside its settings.
    record Place(Path path, AppChoices choices) {}

    /// What an app is built and run with.
    ///
    /// @param written files that this process writes
    /// @param inspector where debuggers connect; null where none may
    record Parts(
            Bundlers bundlers,
            AppVersion.Ids ids,
            Cordon cordon,
            DevObserver observer,
            Neighbours neighbours,
            Set<Path> written,
            @Nullable InspectServer inspector) {}

    DevApp(Place place, AppReading.Read read, Parts parts) {
        this.place = place;
        this.config = read.config();
        this.parts = parts;
        this.bundler = parts.bundlers().of(config);
        this.sources = new AppSources(parts.written());
        this.oddities = new Oddities(parts.observer()::warn, read.warnings());
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

    /// The map of a version's sources, also when others have taken its place meanwhile; null where
    /// the version is not this app's, or too old.
    @Nullable SourceMap sourceMap(AppVersion version) {
        return maps.of(version);
    }

    @Override
    public List<Problem> problems() {
        return faults.all();
    }

    /// What is run; null where nothing can be.
    @Nullable AppBuild build() {
        return build;
    }

    @Override
    public AppFacts facts() {
        return Understood.of(config, build, assets);
    }

    /// The host that it answers at.
    String host() {
        return Understood.host(config);
    }

    /// Builds it again, whether or not something changed.
    boolean rebuild() throws IOException {
        sources.reading();
        if (!readSettings()) {
            readAssets();
            build(true);
        }
        faults.read();
        return true;
    }

    /// Builds it again where other apps answer for its services than when it was built.
    boolean relink() {
        boolean other = !isLinked();
        if (other) {
            sources.reading();
            build(false);
        }
        return other;
    }

    /// Whether the apps that its code calls are those that have these names now.
    boolean isLinked() {
        return config.main() == null || callees.equals(parts.neighbours().callees(config));
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
        return sources.watched(config, build, mending, !problems().isEmpty());
    }

    /// Whether something changed while it was read.
    boolean isStale() {
        return sources.isStale(config, build);
    }

    /// Takes up what changed; tells whether anything came of it. What is wrong stands in
    /// [#problems()] afterwards, and what was good before goes on.
    boolean refresh(Set<Path> changed) throws IOException {
        sources.reading();
        boolean all = faults.isUnread();
        boolean settings =
                all
                        || faults.inSettings()
                        || changed.stream().anyMatch(path -> sources.isSetting(config, path));
        if (settings && readSettings()) {
            faults.read();
            return true;
        }
        boolean files = all || changed.stream().anyMatch(path -> sources.isAsset(config, path));
        if (files) {
            readAssets();
        }
        boolean command = sources.isCommandInput(config, changed);
        boolean code = all || command || faults.inBuild() || sources.isInput(build, changed);
        if (code) {
            build(command);
        }
        faults.read();
        return settings || files || code;
    }

    /// Tells whether they are good; all was built by them then.
    private boolean readSettings() throws IOException {
        return switch (AppReader.read(place.path(), place.choices())) {
            case AppReading.Faulty(var found) -> refuse(found);
            case AppReading.Read(AppConfig next, var warnings) -> {
                DevApp other = parts.neighbours().take(this, next);
                yield other == null
                        ? take(next, warnings)
                        : refuse(List.of(Neighbours.sameHost(next, other.config())));
            }
        };
    }

    private boolean refuse(List<Finding> found) {
        faults.settings(Problems.ofSettings(found));
        return false;
    }

    private boolean take(AppConfig next, List<Finding> warnings) throws IOException {
        faults.settings(List.of());
        oddities.ofSettings(warnings);
        bundler.close();
        bundler = parts.bundlers().of(next);
        readAssets();
        build(true);
        return true;
    }

    /// It has other settings from now on.
    void become(AppConfig next) {
        config = next;
    }

    /// Its files changed under the hand that read them; what was good before goes on.
    void cannotBeRead(IOException cause) {
        faults.unread("The app's files cannot be read: " + cause + ".");
    }

    /// Bringing it up to date failed in a way that nobody thought of.
    void bug(RuntimeException cause) {
        faults.unread("A bug of Edgewise: " + cause + ".");
        parts.observer().warnOfBug("bring '" + name() + "' up to date", cause);
    }

    private void readAssets() throws IOException {
        AssetsConfig files = config.assets();
        Assets known = assets;
        if (files == null) {
            assets = null;
        } else if (known == null || !known.directory().equals(files.directory())) {
            assets = Assets.of(files.directory(), files.rules(), Limits.Assets.DEFAULT);
        } else {
            assets = known.refreshed(files.rules());
        }
        complain(known, assets);
    }

    private void complain(@Nullable Assets before, @Nullable Assets now) {
        var told = before == null ? List.of() : before.complaints();
        if (now != null && !now.complaints().equals(told)) {
            for (Complaint complaint : now.complaints()) {
                parts.observer().warn(now.directory() + "/" + complaint.text());
            }
        }
    }

    /// @param command whether the app's own build command is run before
    private void build(boolean command) {
        callees = parts.neighbours().callees(config);
        if (config.main() == null) {
            faults.build(List.of());
            replace(null);
            return;
        }
        Bundle bundle =
                command ? bundler.build(parts.observer()::say, sources::reading) : bundler.bundle();
        switch (bundle) {
            case Bundle.Built built -> take(built);
            case Bundle.Failed failed -> {
                mending = failed.inputs();
                faults.build(
                        Problems.ofBuild("Build failed", failed.diagnostics(), config.directory()));
            }
        }
    }

    private void take(Bundle.Built built) {
        mending = List.of();
        faults.build(List.of());
        oddities.ofBuild(built.warnings(), config.directory());
        AppVersion version = new NewVersion(config, parts, target).of(this, built);
        maps.add(version, new SourceMap(built.sourceMap()));
        if (target != null) {
            target.take(version, built.sourceMap());
        }
        replace(new AppBuild(version, built.inputs(), built.exports(), System.currentTimeMillis()));
    }

    /// What runs on the old version ends on it; its WebSockets are told to come again.
    private void replace(@Nullable AppBuild next) {
        AppBuild old = build;
        build = next;
        if (old != null) {
            parts.cordon().retire(old.version());
            parts.cordon().closeSockets(old.version(), SERVICE_RESTART, "The app was changed.");
        }
    }

    /// Its files, and its worker for what is no file.
    Site site() {
        AssetsConfig files = config.assets();
        return new Site(
                name(),
                config.main() == null ? null : this,
                assets,
                files == null ? WorkerFirst.NEVER : files.workerFirst());
    }

    AppConfig config() {
        return config;
    }

    /// Answers with a file, or as the settings say where there is none.
    void serveFile(Exchange exchange) {
        Assets files = assets;
        if (files == null) {
            throw new IllegalStateException("the app has no files");
        }
        files.handle(exchange);
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
            parts.observer().refuse(exchange, name(), problems());
        }
    }
}
