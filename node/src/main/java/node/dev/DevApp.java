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
import java.util.List;
import java.util.Map;
import node.bundle.Bundle;
import node.bundle.Bundler;
import node.config.AppConfig;
import node.config.AssetsConfig;
import node.diagnose.Problem;
import node.diagnose.Problems;
import node.diagnose.SourceMap;
import node.inner.Fetcher;
import node.invoke.AppVersion;
import node.invoke.Cordon;
import org.jspecify.annotations.Nullable;

/// An app as `dev` serves it: its settings, its newest build, and the version made of that.
final class DevApp implements Handler {

    /// The name of the bundle in V8's stacks.
    static final String MAIN = "main.js";

    private static final int ISOLATES_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final AppConfig config;
    private final Cordon cordon;
    private final DevObserver observer;
    private final int versionId;
    private final Neighbours neighbours;
    private volatile @Nullable Site site;
    private volatile SourceMap sourceMap = SourceMap.NONE;
    private volatile @Nullable AppVersion version;
    private volatile List<Problem> problems = List.of();

    DevApp(AppConfig config, Cordon cordon, DevObserver observer, int versionId, Neighbours neighbours) {
        this.config = config;
        this.cordon = cordon;
        this.observer = observer;
        this.versionId = versionId;
        this.neighbours = neighbours;
    }

    String name() {
        return config.name();
    }

    AppConfig config() {
        return config;
    }

    SourceMap sourceMap() {
        return sourceMap;
    }

    /// What is wrong with its build; empty when nothing is.
    List<Problem> problems() {
        return problems;
    }

    /// Bundles the app; blocks.
    void build(Bundler bundler) {
        Path main = config.main();
        if (main == null) {
            return;
        }
        switch (bundler.bundle(config.directory(), main)) {
            case Bundle.Built built -> {
                sourceMap = new SourceMap(built.sourceMap());
                version = versionOf(built);
                problems = List.of();
            }
            case Bundle.Failed failed ->
                    problems =
                            Problems.ofBuild(
                                    "Build failed", failed.diagnostics(), config.directory());
        }
    }

    private AppVersion versionOf(Bundle.Built built) {
        Limits limits = config.limits();
        Limits.Invocation run = limits.invocation();
        Map<String, Fetcher> fetchers = neighbours.fetchers(this);
        return new AppVersion(
                versionId,
                config.name(),
                "dev",
                new VersionImage(settings(fetchers), built.modules()),
                new VersionLimits(
                        (int) run.cpuMillisMax(),
                        (int) run.startupMillisMax(),
                        run.heapBytesMax(),
                        (int) run.afterMillisMax(),
                        (int) run.blockMillisMax(),
                        run.logBytesMax(),
                        ISOLATES_MAX),
                run.subrequestsMax(),
                run.connectionsMax(),
                limits.http().bodyBytesMax(),
                fetchers);
    }

    private String settings(Map<String, Fetcher> fetchers) {
        String bindings = Neighbours.json(config, fetchers);
        return "{\"vars\":" + config.vars() + ",\"bindings\":{" + bindings + "}}";
    }

    /// Its files, and its worker for what is no file; reads the files.
    Site site() throws IOException {
        AssetsConfig files = config.assets();
        var read =
                new Site(
                        name(),
                        config.main() == null ? null : this,
                        files == null
                                ? null
                                : Assets.of(files.directory(), Limits.Assets.DEFAULT));
        site = read;
        return read;
    }

    /// Answers as from outside: a file, or else the worker.
    void handleAtSite(Exchange exchange) {
        Site now = site;
        if (now == null) {
            handle(exchange);
        } else {
            now.handle(exchange);
        }
    }

    /// Answers with a file, or as the settings say where there is none.
    void serveFile(Exchange exchange) {
        Site now = site;
        Assets files = now == null ? null : now.assets();
        if (files == null) {
            throw new IllegalStateException("the app's files were not read yet");
        }
        files.serve(exchange);
    }

    /// A malformed head is the app's; what else goes wrong in an exchange is ours.
    @Override
    public void failed(RequestHead head, Throwable cause) {
        observer.exchangeFailed(name(), head, cause);
    }

    @Override
    public void handle(Exchange exchange) {
        AppVersion now = version;
        if (now != null) {
            cordon.handle(now, exchange);
        } else {
            observer.refuse(exchange, name(), problems);
        }
    }
}
