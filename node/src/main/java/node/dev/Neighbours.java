package node.dev;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import node.config.AppConfig;
import node.config.AssetsConfig;
import node.config.ServiceConfig;
import node.config.finding.Finding;
import node.inner.Fetcher;
import node.json.Place;
import org.jspecify.annotations.Nullable;

/// The apps of one `dev`, who may call each other by the names that they have at the moment; filled
/// before any of them is built. Any thread may call.
final class Neighbours {

    private final List<DevApp> apps = new CopyOnWriteArrayList<>();

    void add(DevApp app) {
        apps.add(app);
    }

    /// Gives an app other settings, where no other app has its host: that one is told instead.
    synchronized @Nullable DevApp take(DevApp app, AppConfig next) {
        for (DevApp other : apps) {
            if (!other.equals(app) && other.config().label().equals(next.label())) {
                return other;
            }
        }
        app.become(next);
        return null;
    }

    /// What is to be said of two apps that want the same host.
    static Finding sameHost(AppConfig config, AppConfig other) {
        return new Finding(
                file(config),
                Place.NONE,
                "The host '%s' is that of %s too; give one of them another 'name'."
                        .formatted(Understood.host(config), file(other)));
    }

    private static String file(AppConfig config) {
        Path source = config.source() == null ? config.main() : config.source();
        return source == null ? config.directory().toString() : source.toString();
    }

    /// Whether an app of that name runs here.
    boolean has(String name) {
        return find(name) != null;
    }

    private @Nullable DevApp find(String name) {
        return apps.stream().filter(app -> app.name().equals(name)).findFirst().orElse(null);
    }

    /// The apps that answer for the services of another, by the names of these.
    Map<String, DevApp> callees(AppConfig config) {
        Map<String, DevApp> callees = new HashMap<>();
        for (ServiceConfig service : config.services()) {
            DevApp callee = find(service.service());
            if (callee != null) {
                callees.put(service.service(), callee);
            }
        }
        return Map.copyOf(callees);
    }

    /// A sentence for each service that an app is bound to and that does not run here.
    List<String> missing(AppConfig config) {
        List<String> sentences = new ArrayList<>();
        for (ServiceConfig service : config.services()) {
            if (!has(service.service())) {
                sentences.add(
                        "'%s' is bound to the service '%s' as env.%s, which does not run here; name its directory too: edgewise dev DIR DIR."
                                .formatted(config.name(), service.service(), service.binding()));
            }
        }
        return sentences;
    }

    /// Whom the code of an app may call, by the names in its `env`.
    Map<String, Fetcher> fetchers(DevApp app) {
        Map<String, Fetcher> fetchers = new LinkedHashMap<>();
        AssetsConfig assets = app.config().assets();
        if (assets != null && !assets.binding().isEmpty()) {
            fetchers.put(
                    assets.binding(),
                    new Fetcher(Fetcher.Kind.ASSETS, "the app's files", app::serveFile, List.of()));
        }
        for (ServiceConfig service : app.config().services()) {
            DevApp callee = find(service.service());
            if (callee != null) {
                fetchers.put(service.binding(), fetcher(service, callee));
            }
        }
        return Map.copyOf(fetchers);
    }

    /// A named entrypoint is code; the default one stands behind the app's files, as from outside.
    private static Fetcher fetcher(ServiceConfig service, DevApp callee) {
        List<Map.Entry<String, String>> asides = new ArrayList<>();
        boolean named = !service.entrypoint().isEmpty();
        if (named) {
            asides.add(Map.entry(":entrypoint", service.entrypoint()));
        }
        if (!service.props().isEmpty()) {
            asides.add(Map.entry(":props", service.props()));
        }
        String name = "the service '" + service.service() + "'";
        return new Fetcher(
                Fetcher.Kind.SERVICE,
                name,
                named ? callee : exchange -> callee.site().handle(exchange),
                List.copyOf(asides));
    }
}
