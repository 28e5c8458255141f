package node.bundle;

import base.lane.VersionImage;
import base.lane.VersionImage.ModuleKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the files of an app that are modules as they are, by its rules, and reads them. Their
/// names are their paths from the base directory.
final class LooseModules {

    /// A directory tree with more files is not that of an app's modules.
    private static final int FILES_MAX = 100_000;

    /// Beyond these an image is refused anyway.
    static final int MODULES_MAX = 10_000;

    private static final long BYTES_MAX = 64L * 1024 * 1024;

    private final Path base;
    private final RuleSet rules;
    private final @Nullable Path settings;
    private final List<Found> found = new ArrayList<>();
    private int files;
    private long bytes;

    private LooseModules(Path base, RuleSet rules, @Nullable Path settings) {
        this.base = base;
        this.rules = rules;
        this.settings = settings;
    }

    /// A module and where it was read.
    ///
    /// @param common whether it is a CommonJS module still
    record Found(Path file, VersionImage.Module module, boolean common) {}

    /// Everything below a directory that a rule fits; an exception's message is for the developer.
    ///
    /// @param main which is not one of them
    /// @param settings the app's file, which never is one
    static List<Found> find(Path base, Path main, RuleSet rules, @Nullable Path settings)
            throws IOException {
        var loose = new LooseModules(base, rules, settings);
        Files.walkFileTree(base, loose.new Visitor());
        loose.found.removeIf(each -> each.file().equals(main));
        return List.copyOf(loose.found);
    }

    /// Reads one module.
    static VersionImage.Module read(Path base, Path file, ModuleKind kind) throws IOException {
        String name = base.relativize(file).toString();
        byte[] content = Files.readAllBytes(file);
        if (kind != ModuleKind.SCRIPT) {
            return new VersionImage.Module(name, kind, content);
        }
        String source = new String(content, StandardCharsets.UTF_8);
        return new VersionImage.Module(
                name, kind, DynamicImports.rewrite(source, name).getBytes(StandardCharsets.UTF_8));
    }

    /// What a module is whose file a rule fits.
    static ModuleKind kind(RuleSet.Fit fit) {
        return switch (fit.type()) {
            case "Text" -> ModuleKind.TEXT;
            case "Data" -> ModuleKind.DATA;
            case "CompiledWasm" -> ModuleKind.WASM;
            default -> ModuleKind.SCRIPT;
        };
    }

    private void file(Path file) throws IOException {
        if (++files > FILES_MAX) {
            throw new IOException(
                    base
                            + " holds more than "
                            + FILES_MAX
                            + " files; 'base_dir' names a smaller one");
        }
        RuleSet.Fit fit = rules.ofPath(base.relativize(file).toString());
        if (fit == null || file.equals(settings)) {
            return;
        }
        if (!fit.refusal().isEmpty()) {
            throw new IOException(fit.refusal());
        }
        bytes += Files.size(file);
        if (bytes > BYTES_MAX || found.size() == MODULES_MAX) {
            throw new IOException(
                    "the rules fit more than "
                            + MODULES_MAX
                            + " files or "
                            + BYTES_MAX
                            + " bytes below "
                            + base);
        }
        found.add(new Found(file, read(base, file, kind(fit)), fit.type().equals("CommonJS")));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.endsWith(".wrangler") || directory.endsWith(".git")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (attributes.isRegularFile()) {
                file(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
