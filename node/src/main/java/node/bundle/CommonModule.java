package node.bundle;

import base.lane.VersionImage;
import base.lane.VersionImage.ModuleKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an ECMAScript module of a CommonJS one: what it exports is its default, and what it
/// requires is put into it.
final class CommonModule {

    private CommonModule() {}

    static LooseModules.Found converted(Esbuild esbuild, LooseModules.Found found)
            throws IOException {
        int key = esbuild.key(CommonModule::answer);
        try {
            Map<String, @Nullable Object> answer = esbuild.ask(question(key, found.file()));
            List<Map<?, ?>> files = Packet.list(answer, "outputFiles");
            if (files.isEmpty()) {
                throw new IOException("'" + found.module().name() + "' is no CommonJS module");
            }
            byte[] source = Packet.bytes(files.getFirst(), "contents");
            var module = new VersionImage.Module(found.module().name(), ModuleKind.SCRIPT, source);
            return new LooseModules.Found(found.file(), module, false);
        } finally {
            esbuild.forget(key);
        }
    }

    private static Map<String, @Nullable Object> answer(Map<String, @Nullable Object> question) {
        Map<String, @Nullable Object> answer =
                switch (Packet.text(question, "command")) {
                    case "on-resolve" -> NodeBuiltins.resolve(question);
                    case "on-load" -> NodeBuiltins.load(question);
                    default -> Packet.messages(List.of());
                };
        answer.put("id", 1);
        return answer;
    }

    private static Map<String, @Nullable Object> question(int key, Path file) {
        var plugin = new LinkedHashMap<String, @Nullable Object>();
        plugin.put("name", "edgewise");
        plugin.put("onStart", false);
        plugin.put("onEnd", false);
        plugin.put(
                "onResolve",
                List.of(Map.of("id", 1, "filter", NodeBuiltins.FILTER, "namespace", "")));
        plugin.put(
                "onLoad",
                List.of(Map.of("id", 1, "filter", ".*", "namespace", NodeBuiltins.REQUIRED)));
        var question = new LinkedHashMap<String, @Nullable Object>();
        question.put("command", "build");
        question.put("key", key);
        question.put("entries", List.of(List.of("", file.toString())));
        question.put(
                "flags",
                List.of(
                        "--bundle",
                        "--format=esm",
                        "--platform=neutral",
                        "--target=es2024",
                        "--outdir=/"));
        question.put("write", false);
        question.put("stdinContents", null);
        question.put("stdinResolveDir", null);
        question.put("absWorkingDir", file.resolveSibling("").toString());
        question.put("nodePaths", List.of());
        question.put("context", false);
        question.put("plugins", List.of(plugin));
        return question;
    }
}
