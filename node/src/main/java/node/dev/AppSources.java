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
    private volatile long readAtMillis;

    /// They are read now.
    void reading() {
        readAtMillis = System.currentTimeMillis();
    }

    /// @param broken whether any file of the app may mend it
    Watched watched(AppConfig config, @Nullable AppBuild build, boolean broken) {
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
        return new Watched(files(config, build), trees);
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

    /// Files that were written after the reading began may have been read as they were before.
    boolean isStale(AppConfig config, @Nullable AppBuild build) {
        return files(config, build).stream().anyMatch(this::isNewer);
    }

    private boolean isNewer(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() >= readAtMillis;
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
