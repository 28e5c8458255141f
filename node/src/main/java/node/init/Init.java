package node.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a new app. What is there already is never touched.
public final class Init {
    private static final Pattern NAME = Pattern.compile("(\"name\": )\"[^\"]*\"");
    private static final Pattern SCHEMA = Pattern.compile("(?m)^ *\"\\$schema\":.*\\R");
    private static final int NAME_CHARS_MAX = 63;

    private Init() {}

    /// What came of it.
    public sealed interface Made {

        /// The app is there.
        ///
        /// @param files of its own, without those of packages
        /// @param packages whether any came with it
        record Done(int files, boolean packages) implements Made {}

        /// It was not made, and this says why.
        record Refused(String sentence) implements Made {}
    }

    /// Makes an app in a folder, which is new or empty.
    ///
    /// @throws IOException where it cannot be written
    public static Made make(Template template, Path folder) throws IOException {
        String there = there(folder);
        if (!there.isEmpty()) {
            return new Made.Refused(there);
        }
        TemplateFiles all = TemplateFiles.read();
        Map<String, byte[]> own = new TreeMap<>(all.of(template));
        String name = name(folder, template);
        own.computeIfPresent("wrangler.jsonc", (_, bytes) -> named(name, bytes));
        own.computeIfPresent("package.json", (_, bytes) -> named(name, bytes));
        Map<String, byte[]> packages = all.packagesOf(template);
        write(folder, own);
        write(folder, packages);
        return new Made.Done(own.size(), !packages.isEmpty());
    }

    /// Why there is no room in a folder; empty where there is. A repository may be there.
    private static String there(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return "";
        }
        if (!Files.isDirectory(folder)) {
            return "'" + folder + "' is a file; name a new folder.";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals(".git"))
                    .sorted()
                    .findFirst()
                    .map(file ->
                            "'"
                                    + folder
                                    + "' is not empty, it has '"
                                    + file
                                    + "'; name a new folder.")
                    .orElse("");
        }
    }

    /// The folder's name, as an app may be called.
    static String name(Path folder, Template template) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String typed = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        String name = typed.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+", "");
        String cut = name.substring(0, Math.min(NAME_CHARS_MAX, name.length()));
        String plain = cut.replaceAll("-+$", "");
        return plain.isEmpty() ? template.word() : plain;
    }

    /// The same settings under another name, and without the schema that only wrangler's own
    /// package brings.
    private static byte[] named(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String plain = SCHEMA.matcher(text).replaceFirst("");
        Matcher matcher = NAME.matcher(plain);
        return matcher.replaceFirst("$1\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(""));
            Files.write(path, file.getValue(), java.nio.file.StandardOpenOption.CREATE_NEW);
        }
    }
}
