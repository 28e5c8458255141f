package node.bundle;

import base.lane.VersionImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import node.config.BuildConfig;
import org.jspecify.annotations.Nullable;

/// Answers what esbuild asks while it builds one app: what an import means that an alias, a rule or
/// Node's names have a say in. Esbuild asks from several threads at once.
final class BundlePlugin implements Esbuild.Callback {

    private static final int NODE = 1;
    private static final int ALIAS = 2;
    private static final int RULE = 3;
    private static final int FOUND = 4;
    private static final String TEXT = "edgewise-text";

    /// What esbuild is to hand back with an import that we ask it about ourselves.
    private static final int PASS = 1;

    private final Esbuild esbuild;
    private final Path directory;
    private final BuildConfig config;
    private final RuleSet rules;
    private final Map<String, VersionImage.Module> modules = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Path> read = new ConcurrentLinkedQueue<>();
    private volatile List<LooseModules.Found> found = List.of();
    private volatile Map<String, @Nullable Object> result = Map.of();

    BundlePlugin(Esbuild esbuild, Path directory, BuildConfig config) {
        this.esbuild = esbuild;
        this.directory = directory;
        this.config = config;
        this.rules = new RuleSet(config.modules().rules());
    }

    RuleSet rules() {
        return rules;
    }

    /// A new build begins.
    ///
    /// @param additional modules that are there besides the bundle
    void begin(List<LooseModules.Found> additional) {
        modules.clear();
        read.clear();
        found = additional;
        result = Map.of();
    }

    /// What stands beside the bundle.
    BundleReader.Made made() {
        List<VersionImage.Module> imported =
                modules.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toList();
        return new BundleReader.Made(imported, List.copyOf(read), found);
    }

    /// What esbuild told at the end of the build.
    Map<String, @Nullable Object> result() {
        return result;
    }

    /// What esbuild is told of us when a context is made.
    Map<String, @Nullable Object> description() {
        List<Map<String, Object>> resolve = new ArrayList<>();
        if (!config.alias().isEmpty()) {
            String names =
                    config.alias().keySet().stream()
                            .map(BundlePlugin::quoted)
                            .collect(Collectors.joining("|"));
            resolve.add(filter(ALIAS, "^(" + names + ")$", ""));
        }
        if (config.modules().find()) {
            resolve.add(filter(FOUND, "^\\.?\\.?/", ""));
        }
        resolve.add(filter(RULE, rules.importFilter(), ""));
        resolve.add(filter(NODE, NodeBuiltins.FILTER, ""));
        var plugin = new LinkedHashMap<String, @Nullable Object>();
        plugin.put("name", "edgewise");
        plugin.put("onStart", false);
        plugin.put("onEnd", true);
        plugin.put("onResolve", resolve);
        plugin.put(
                "onLoad",
                List.of(filter(NODE, ".*", NodeBuiltins.REQUIRED), filter(RULE, ".*", TEXT)));
        return plugin;
    }

    private static String quoted(String name) {
        return name.replaceAll("[\\\\^$.|?+()\\[\\]{}*]", "\\\\$0");
    }

    private static Map<String, Object> filter(int id, String filter, String namespace) {
        return Map.of("id", id, "filter", filter, "namespace", namespace);
    }

    @Override
    public Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question)
            throws IOException {
        return switch (Packet.text(question, "command")) {
            case "on-resolve" -> resolve(question);
            case "on-load" -> load(question);
            case "on-end" -> {
                result = question;
                yield Packet.messages(List.of());
            }
            default -> Packet.messages(List.of());
        };
    }

    /// Esbuild gives the ids of all filters that fit; the first that has an answer wins.
    private Map<String, @Nullable Object> resolve(Map<String, @Nullable Object> question)
            throws IOException {
        if (Packet.number(question, "pluginData") == PASS
                || !(question.get("ids") instanceof List<?> ids)) {
            return Map.of();
        }
        for (Object id : ids) {
            Map<String, @Nullable Object> answer =
                    switch (id) {
                        case Integer i when i == NODE -> NodeBuiltins.resolve(question);
                        case Integer i when i == ALIAS -> alias(question);
                        case Integer i when i == FOUND -> found(question);
                        default -> rule(question);
                    };
            if (!answer.isEmpty()) {
                var named = new LinkedHashMap<String, @Nullable Object>(answer);
                named.put("id", id);
                return named;
            }
        }
        return Map.of();
    }

    private Map<String, @Nullable Object> alias(Map<String, @Nullable Object> question)
            throws IOException {
        String target = config.alias().getOrDefault(Packet.text(question, "path"), "");
        var asked = new LinkedHashMap<String, @Nullable Object>(question);
        asked.put("resolveDir", directory.toString());
        Map<String, @Nullable Object> answer = ask(target, asked);
        var kept = new LinkedHashMap<String, @Nullable Object>();
        for (String name : List.of("errors", "path", "external", "namespace", "suffix")) {
            if (answer.containsKey(name)) {
                kept.put(name, answer.get(name));
            }
        }
        return kept;
    }

    /// How esbuild itself would resolve a path.
    private Map<String, @Nullable Object> ask(String path, Map<String, @Nullable Object> question)
            throws IOException {
        var resolve = new LinkedHashMap<String, @Nullable Object>();
        resolve.put("command", "resolve");
        resolve.put("key", Packet.number(question, "key"));
        resolve.put("path", path);
        resolve.put("pluginName", "edgewise");
        resolve.put("importer", Packet.text(question, "importer"));
        resolve.put("namespace", Packet.text(question, "namespace"));
        resolve.put("resolveDir", Packet.text(question, "resolveDir"));
        resolve.put("kind", Packet.text(question, "kind"));
        resolve.put("pluginData", PASS);
        resolve.put("with", Map.of());
        return esbuild.ask(resolve);
    }

    /// A module that is there besides the bundle stays an import, by its name.
    private Map<String, @Nullable Object> found(Map<String, @Nullable Object> question) {
        Path file =
                Path.of(Packet.text(question, "resolveDir"))
                        .resolve(withoutQuery(Packet.text(question, "path")))
                        .normalize();
        for (LooseModules.Found each : found) {
            if (each.file().equals(file)) {
                return external("./" + each.module().name());
            }
        }
        return Map.of();
    }

    private static Map<String, @Nullable Object> external(String path) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("path", path);
        answer.put("external", true);
        return answer;
    }

    private Map<String, @Nullable Object> rule(Map<String, @Nullable Object> question)
            throws IOException {
        String path = Packet.text(question, "path");
        RuleSet.Fit fit = rules.ofImport(path);
        if (fit == null) {
            return Map.of();
        }
        String plain = withoutQuery(path);
        String resolved = Packet.text(ask(plain, question), "path");
        if (resolved.isEmpty() || !Files.isRegularFile(Path.of(resolved))) {
            // Esbuild then tells of it with the line that imports it.
            return Map.of();
        }
        if (!fit.refusal().isEmpty()) {
            return Packet.messages(List.of(fit.refusal()));
        }
        Path file = Path.of(resolved);
        read.add(file);
        if (fit.type().equals("Text")) {
            return Map.of("path", resolved, "namespace", TEXT);
        }
        byte[] bytes = Files.readAllBytes(file);
        String name = hash(bytes) + "-" + file.getFileName();
        modules.put(name, new VersionImage.Module("./" + name, LooseModules.kind(fit), bytes));
        return external("./" + name);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private static Map<String, @Nullable Object> load(Map<String, @Nullable Object> question)
            throws IOException {
        Map<String, @Nullable Object> loaded;
        int id = NODE;
        if (Packet.text(question, "namespace").equals(TEXT)) {
            id = RULE;
            loaded = new LinkedHashMap<>();
            loaded.put("contents", Files.readAllBytes(Path.of(Packet.text(question, "path"))));
            loaded.put("loader", "text");
        } else {
            loaded = NodeBuiltins.load(question);
        }
        loaded.put("id", id);
        return loaded;
    }

    /// Whether an input is one of ours rather than a file that esbuild read itself.
    static boolean isInput(String path) {
        return path.startsWith(TEXT + ":") || NodeBuiltins.isInput(path);
    }
}
