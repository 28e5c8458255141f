package node.dev;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.config.AppConfig;
import node.config.AssetsConfig;
import node.config.ServiceConfig;
import node.inner.Fetcher;

/// The apps of one `dev`, who may call each other; filled before any of them is built.
final class Neighbours {

    private final Map<String, DevApp> apps = new LinkedHashMap<>();

    void add(DevApp app) {
        apps.put(app.name(), app);
    }

    /// Whether an app of that name runs here.
    boolean has(String name) {
        return apps.containsKey(name);
    }

    /// A sentence for each service that an app is bound to and that does not run here.
    List<String> missing(AppConfig config) {
        List<String> sentences = new ArrayList<>();
        for (ServiceConfig service : config.services()) {
            if (!apps.containsKey(service.service())) {
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
            DevApp callee = apps.get(service.service());
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
