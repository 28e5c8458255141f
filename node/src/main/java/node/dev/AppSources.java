package node.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import node.config.AppConfig;
import node.config.AssetsConfig;
import node.config.BuildConfig;
import node.watch.Watched;
import org.jspecify.annotations.Nullable;

/// Which files an app is made of, and when they were read last.
final class AppSources {
    private final Set<Path> output;
    private volatile long readAtMillis;

    /// @param output files that this process writes, which are nobody's source
    AppSources(Set<Path> output) {
        this.output = output;
    }

    /// They are read now.
    void reading() {
        readAtMillis = System.currentTimeMillis();
    }

    /// @param mending files that may mend a failed build, wherever they are
    /// @param broken whether any file of the app may mend it
    Watched watched(
            AppConfig config, @Nullable AppBuild build, List<Path> mending, boolean broken) {
        var trees = new HashSet<Path>();
        AssetsConfig assets = config.assets();
        if (assets != null) {
            trees.add(assets.directory());
        }
        if (broken) {
            trees.add(config.directory());
        }
        BuildConfig.Command command = config.build().command();
        if (command != null) {
            trees.addAll(command.watch());
        }
        Set<Path> files = files(config, build);
        files.addAll(mending);
        return new Watched(files, trees, output);
    }

    private static Set<Path> files(AppConfig config, @Nullable AppBuild build) {
        var files = new HashSet<>(settings(config));
        if (build != null) {
            files.addAll(build.inputs());
        }
        Path main = config.main();
        if (main != null) {
            files.add(main);
        }
        return files;
    }

    private static List<Path> settings(AppConfig config) {
        return config.inputs();
    }

    boolean isSetting(AppConfig config, Path path) {
        return settings(config).stream().anyMatch(each -> same(each, path));
    }

    boolean isAsset(AppConfig config, Path path) {
        AssetsConfig assets = config.assets();
        return assets != null && path.startsWith(absolute(assets.directory()));
    }

    /// Whether the app's own build command is to be run again.
    boolean isCommandInput(AppConfig config, Set<Path> changed) {
        BuildConfig.Command command = config.build().command();
        return command != null
                && command.watch().stream()
                        .map(AppSources::absolute)
                        .anyMatch(tree -> changed.stream().anyMatch(path -> path.startsWith(tree)));
    }

    boolean isInput(@Nullable AppBuild build, Set<Path> changed) {
        return build == null
                || build.inputs().stream()
                        .anyMatch(input ->
                                changed.contains(absolute(input))
                                        || changed.contains(absolute(input).getParent()));
    }

    /// Files that were written after the reading began may have been read as they were before. One
    /// that claims to be of the future would be read for ever.
    boolean isStale(AppConfig config, @Nullable AppBuild build) {
        return files(config, build).stream().anyMatch(this::isNewer);
    }

    private boolean isNewer(Path file) {
        try {
            long changed = Files.getLastModifiedTime(file).toMillis();
            return changed >= readAtMillis && changed <= System.currentTimeMillis();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean same(Path one, Path other) {
        return absolute(one).equals(absolute(other));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
