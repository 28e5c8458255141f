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

    Bundle read(Map<?, ?> answer) {
        List<Diagnostic> errors = diagnostics.read(answer, "errors");
        if (!errors.isEmpty()) {
            return new Bundle.Failed(errors);
        }
        // A question that esbuild does not understand is answered with a mere sentence.
        if (answer.get("error") instanceof String error) {
            return new Bundle.Failed(List.of(Diagnostic.of("esbuild: " + error)));
        }
        var files = new HashMap<String, byte[]>();
        for (Map<?, ?> file : Packet.list(answer, "outputFiles")) {
            Path path = directory.relativize(Path.of(Packet.text(file, "path")));
            files.put(path.toString(), Packet.bytes(file, "contents"));
        }
        String map = new String(bytes(files, MAIN + ".map"), StandardCharsets.UTF_8);
        files.remove(MAIN + ".map");
        long bytes = files.values().stream().mapToLong(file -> file.length).sum();
        return bytes > BUNDLE_BYTES_MAX ? tooLarge(bytes) : built(answer, files, map);
    }

    private static Bundle tooLarge(long bytes) {
        String sentence =
                "The bundle has " + bytes + " bytes; at most " + BUNDLE_BYTES_MAX + " are loaded.";
        return new Bundle.Failed(List.of(Diagnostic.of(sentence)));
    }

    private Bundle built(Map<?, ?> answer, Map<String, byte[]> files, String map) {
        if (!(JsonReader.read(Packet.text(answer, "metafile")).root()
                instanceof Json.Fields meta)) {
            return new Bundle.Failed(List.of(Diagnostic.of("esbuild told nothing of its inputs.")));
        }
        Json.Fields main = meta.fields("outputs").fields(MAIN);
        return new Bundle.Built(
                modules(main, files),
                map,
                texts(main.items("exports")),
                inputs(meta.fields("inputs")),
                diagnostics.read(answer, "warnings"));
    }

    private static List<VersionImage.Module> modules(Json.Fields main, Map<String, byte[]> files) {
        var modules = new ArrayList<VersionImage.Module>();
        modules.add(new VersionImage.Module(MAIN, ModuleKind.SCRIPT, bytes(files, MAIN)));
        var names = new LinkedHashSet<String>();
        for (Json item : main.items("imports")) {
            if (item instanceof Json.Fields fields && fields.get("external") == null) {
                names.add(fields.text("path"));
            }
        }
        for (String name : names) {
            String file = withoutQuery(name);
            ModuleKind kind = file.endsWith(".wasm") ? ModuleKind.WASM : ModuleKind.DATA;
            modules.add(new VersionImage.Module("./" + name, kind, bytes(files, file)));
        }
        return List.copyOf(modules);
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        byte[] bytes = files.get(name);
        return bytes == null ? new byte[0] : bytes;
    }

    private List<Path> inputs(Json.Fields inputs) {
        return inputs.fields().keySet().stream()
                .filter(name -> !NodeBuiltins.isInput(name))
                .map(name -> directory.resolve(withoutQuery(name)).normalize())
                .distinct()
                .toList();
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
