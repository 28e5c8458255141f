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
import node.bundle.Bundle;
import node.bundle.Bundler;
import node.config.AppConfig;
import node.diagnose.Problem;
import node.diagnose.Problems;
import node.diagnose.SourceMap;
import node.invoke.AppVersion;
import node.invoke.Cordon;
import node.json.JsonText;
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
    private volatile SourceMap sourceMap = SourceMap.NONE;
    private volatile @Nullable AppVersion version;
    private volatile List<Problem> problems = List.of();

    DevApp(AppConfig config, Cordon cordon, DevObserver observer, int versionId) {
        this.config = config;
        this.cordon = cordon;
        this.observer = observer;
        this.versionId = versionId;
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
        return new AppVersion(
                versionId,
                config.name(),
                "dev",
                new VersionImage(settings(), built.modules()),
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
                limits.http().bodyBytesMax());
    }

    private String settings() {
        var out = new StringBuilder("{\"vars\":").append(config.vars());
        out.append(",\"bindings\":{},\"flags\":[");
        var json = new JsonText(out);
        String comma = "";
        for (String flag : config.compatibilityFlags()) {
            out.append(comma);
            json.text(flag);
            comma = ",";
        }
        return out.append("]}").toString();
    }

    /// Its files, and its worker for what is no file.
    Site site() throws IOException {
        Path files = config.assetsDirectory();
        return new Site(
                name(),
                config.main() == null ? null : this,
                files == null ? null : Assets.of(files, Limits.Assets.DEFAULT));
    }

    /// A malformed head is the app's; what else goes wrong in an exchange is ours.
    @Override
    public void failed(RequestHead head, Throwable cause) {
        observer.exchangeFailed(name(), head, cause);
    }

    @Override
    public void handle(Exchange exchange) {
        AppVersion now = version;
        if (now != null && DevPaths.isOurs(exchange.head().target())) {
            DevPaths.answer(exchange, now, cordon::handle);
        } else if (now != null) {
            cordon.handle(now, exchange);
        } else {
            observer.refuse(exchange, name(), problems);
        }
    }
}
