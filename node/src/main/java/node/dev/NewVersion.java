package node.dev;

import base.Limits;
import base.lane.VersionImage;
import base.lane.VersionLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import node.bundle.Bundle;
import node.config.AppConfig;
import node.config.ImageSettings;
import node.inner.Fetcher;
import node.inspect.Target;
import node.invoke.AppVersion;
import org.jspecify.annotations.Nullable;

/// Makes a version of what was built by an app's settings.
///
/// @param target what a debugger looks at; null where none may
record NewVersion(AppConfig config, DevApp.Parts parts, @Nullable Target target) {
    private static final int ISOLATES_MAX = Math.max(2, Runtime.getRuntime().availableProcessors());

    /// @param app whose it is
    AppVersion of(DevApp app, Bundle.Built built) {
        Limits limits = config.limits();
        Limits.Invocation run = limits.invocation();
        Map<String, Fetcher> fetchers = parts.neighbours().fetchers(app);
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
                limits.http().bodyBytesMax(),
                fetchers);
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
        return ImageSettings.of(config, Instant.now(), parts.neighbours()::has);
    }
}
