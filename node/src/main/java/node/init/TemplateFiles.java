package node.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import node.json.Json;
import node.json.JsonReader;

/// The files of all templates, by their paths, and below `packages/` those of npm packages. The
/// build puts them together (`src/main/templates.xml`).
final class TemplateFiles {
    private static final String PACKAGES = "packages/";

    private final Map<String, byte[]> files;

    private TemplateFiles(Map<String, byte[]> files) {
        this.files = files;
    }

    static TemplateFiles read() throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (InputStream in = TemplateFiles.class.getResourceAsStream("templates.zip")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks templates.zip");
            }
            var zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return new TemplateFiles(files);
    }

    /// A template's own files, by their paths in the app.
    Map<String, byte[]> of(Template template) {
        return below(template.word() + "/", "");
    }

    /// The files of the packages that a template needs, by their paths in the app.
    Map<String, byte[]> packagesOf(Template template) {
        byte[] settings = of(template).getOrDefault("package.json", new byte[0]);
        String text = new String(settings, StandardCharsets.UTF_8);
        var all = new TreeMap<String, byte[]>();
        if (JsonReader.read(text).root() instanceof Json.Fields fields) {
            for (String name : fields.fields("dependencies").fields().keySet()) {
                all.putAll(below(PACKAGES + name + "/", "node_modules/" + name + "/"));
            }
        }
        return all;
    }

    private Map<String, byte[]> below(String from, String to) {
        var found = new TreeMap<String, byte[]>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(from)) {
                found.put(to + path.substring(from.length()), bytes);
            }
        });
        return found;
    }
}
