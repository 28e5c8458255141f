package node.bundle;

import base.lane.VersionImage;
import base.lane.VersionImage.ModuleKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import node.json.Json;
import node.json.JsonReader;

/// Makes a [Bundle] of esbuild's answer: its output files, and its metafile, which says what the
/// main module imports and what was read.
final class BundleReader {

    static final String MAIN = "main.js";

    /// Beyond it a script is refused, as a runtime would have to keep it in memory whole.
    private static final long BUNDLE_BYTES_MAX = 64L * 1024 * 1024;

    private final Path directory;
    private final DiagnosticReader diagnostics;

    BundleReader(Path directory) {
        this.directory = directory;
        this.diagnostics = new DiagnosticReader(new MissingPackage(directory));
    }

    /// @param made what stands beside the bundle, and was read for that
    Bundle read(Map<?, ?> answer, Made made) {
        List<Diagnostic> errors = diagnostics.read(answer, "errors");
        if (!errors.isEmpty()) {
            return new Bundle.Failed(errors, List.of());
        }
        // A question that esbuild does not understand is answered with a mere sentence.
        if (answer.get("error") instanceof String error) {
            return failed("esbuild: " + error);
        }
        var files = new HashMap<String, byte[]>();
        for (Map<?, ?> file : Packet.list(answer, "outputFiles")) {
            Path path = directory.relativize(Path.of(Packet.text(file, "path")));
            files.put(path.toString(), Packet.bytes(file, "contents"));
        }
        if (!(JsonReader.read(Packet.text(answer, "metafile")).root()
                instanceof Json.Fields meta)) {
            return failed("esbuild told nothing of its inputs.");
        }
        return checked(
                new Bundle.Built(
                        modules(bytes(files, MAIN), made),
                        new String(bytes(files, MAIN + ".map"), StandardCharsets.UTF_8),
                        texts(meta.fields("outputs").fields(MAIN).items("exports")),
                        InputFiles.all(inputs(meta.fields("inputs"), made)),
                        diagnostics.read(answer, "warnings")));
    }

    /// What stands beside a bundle.
    ///
    /// @param imported modules that imports led to
    /// @param read the files of those and of texts
    /// @param found modules that are there by a rule
    record Made(
            List<VersionImage.Module> imported, List<Path> read, List<LooseModules.Found> found) {}

    /// Modules that are taken as they are.
    static Bundle loose(Path main, VersionImage.Module first, List<LooseModules.Found> found) {
        var modules = new ArrayList<VersionImage.Module>();
        var inputs = new ArrayList<Path>();
        modules.add(first);
        inputs.add(main);
        for (LooseModules.Found each : found) {
            modules.add(each.module());
            inputs.add(each.file());
        }
        return checked(new Bundle.Built(List.copyOf(modules), "", List.of(), inputs, List.of()));
    }

    private static Bundle checked(Bundle.Built built) {
        long bytes = built.modules().stream().mapToLong(module -> module.bytes().length).sum();
        return bytes > BUNDLE_BYTES_MAX
                ? failed(
                        "The bundle has "
                                + bytes
                                + " bytes; at most "
                                + BUNDLE_BYTES_MAX
                                + " are loaded.")
                : built;
    }

    private static Bundle failed(String sentence) {
        return new Bundle.Failed(List.of(Diagnostic.of(sentence)), List.of());
    }

    private static List<VersionImage.Module> modules(byte[] main, Made made) {
        var modules = new ArrayList<VersionImage.Module>();
        String source = new String(main, StandardCharsets.UTF_8);
        String led = DynamicImports.rewrite(source, MAIN);
        byte[] bytes = led.equals(source) ? main : led.getBytes(StandardCharsets.UTF_8);
        modules.add(new VersionImage.Module(MAIN, ModuleKind.SCRIPT, bytes));
        modules.addAll(made.imported());
        made.found().forEach(each -> modules.add(each.module()));
        return List.copyOf(modules);
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    private List<Path> inputs(Json.Fields inputs, Made made) {
        var files = new LinkedHashSet<Path>();
        for (String name : inputs.fields().keySet()) {
            if (!BundlePlugin.isInput(name)) {
                files.add(directory.resolve(withoutQuery(name)).normalize());
            }
        }
        files.addAll(made.read());
        made.found().forEach(each -> files.add(each.file()));
        return List.copyOf(files);
    }

    private static String withoutQuery(String name) {
        int query = name.indexOf('?');
        return query < 0 ? name : name.substring(0, query);
    }

    private static List<String> texts(List<Json> items) {
        return items.stream()
                .filter(Json.Text.class::isInstance)
                .map(item -> ((Json.Text) item).text())
                .toList();
    }
}
