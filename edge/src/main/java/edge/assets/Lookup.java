package edge.assets;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what a path answers among the files, by the rules of Workers' static assets.
final class Lookup {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final Map<String, Asset> files;
    private final AssetRules rules;

    Lookup(Map<String, Asset> files, AssetRules rules) {
        this.files = files;
        this.rules = rules;
    }

    /// What a path answers.
    sealed interface Found {

        /// A file.
        record File(Asset asset, int status) implements Found {}

        /// The path under which the file is found.
        record Elsewhere(String path) implements Found {}
    }

    /// What a decoded path answers; null for nothing.
    ///
    /// @param settled whether a path without a file answers what the rules say for such
    @Nullable Found find(String path, boolean settled) {
        NotFoundHandling notFound = settled ? rules.notFound() : NotFoundHandling.NONE;
        for (Step step : Step.of(rules.html(), path)) {
            Found found = tried(step, path, notFound);
            if (found != null) {
                return found;
            }
        }
        return instead(path, notFound);
    }

    private @Nullable Found tried(Step step, String path, NotFoundHandling notFound) {
        Asset asset = files.get(step.file(path));
        if (asset == null) {
            return null;
        }
        Step.To to = step.to();
        if (to == null) {
            return new Found.File(asset, OK);
        }
        String there = Step.target(path, to);
        return leads(there, asset, notFound) ? new Found.Elsewhere(there) : null;
    }

    /// Whether the file is what a client finds who is led there: another may have that path.
    private boolean leads(String there, Asset asset, NotFoundHandling notFound) {
        if (files.containsKey(there)) {
            return false;
        }
        for (Step step : Step.of(rules.html(), there)) {
            Asset served = step.to() == null ? files.get(step.file(there)) : null;
            if (served != null) {
                return served.equals(asset);
            }
        }
        return instead(there, notFound) instanceof Found.File(Asset served, _)
                && served.equals(asset);
    }

    private @Nullable Found instead(String path, NotFoundHandling notFound) {
        return switch (notFound) {
            case NONE -> null;
            case SINGLE_PAGE -> file("/index.html", OK);
            case NOT_FOUND_PAGE -> nearestNotFound(path);
        };
    }

    private @Nullable Found nearestNotFound(String path) {
        String directory = path;
        while (!directory.isEmpty()) {
            directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
            Found page = file(directory + "/404.html", NOT_FOUND);
            if (page != null) {
                return page;
            }
        }
        return null;
    }

    private @Nullable Found file(String name, int status) {
        Asset asset = files.get(name);
        return asset == null ? null : new Found.File(asset, status);
    }
}
