package node.dev;

import base.Limits;
import edge.assets.Assets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import node.config.AppConfig;
import node.config.Binding;
import node.config.BindingKind;
import node.json.JsonText;
import node.page.AppFacts;
import org.jspecify.annotations.Nullable;

/// What was made of an app's settings, in the words that its author used.
final class Understood {

    /// Under one of these the settings say what a binding leads to; the plainest first.
    private static final List<String> TARGETS =
            List.of(
                    "service",
                    "class_name",
                    "queue",
                    "database_name",
                    "bucket_name",
                    "index_name",
                    "dataset",
                    "namespace",
                    "id");

    private Understood() {}

    /// The host of an app in `dev`.
    static String host(AppConfig config) {
        return config.label() + ".localhost";
    }

    static AppFacts of(AppConfig config, @Nullable AppBuild build, @Nullable Assets assets) {
        Path source = config.source();
        Path main = config.main();
        return new AppFacts(
                host(config),
                config.directory().toAbsolutePath().normalize().toString(),
                source == null ? "" : within(config, source),
                main == null ? "" : within(config, main),
                config.compatibility().date(),
                config.compatibility().flags(),
                variables(config),
                config.bindings().stream().map(Understood::binding).toList(),
                limits(config.limits()),
                assets == null ? null : files(config, assets),
                build == null ? null : build(build));
    }

    private static String within(AppConfig config, Path path) {
        Path directory = config.directory().toAbsolutePath().normalize();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(directory)
                ? directory.relativize(whole).toString()
                : whole.toString();
    }

    private static List<AppFacts.Variable> variables(AppConfig config) {
        List<AppFacts.Variable> variables = new ArrayList<>();
        config.variables()
                .plain()
                .fields()
                .forEach((name, field) -> {
                    if (!config.variables().secrets().containsKey(name)) {
                        variables.add(new AppFacts.Variable(name, JsonText.of(field.value())));
                    }
                });
        for (String name : config.variables().secrets().keySet()) {
            variables.add(new AppFacts.Variable(name, null));
        }
        return variables;
    }

    private static AppFacts.Binding binding(Binding binding) {
        BindingKind kind = binding.kind();
        String target =
                TARGETS.stream()
                        .map(binding.fields()::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        return new AppFacts.Binding(binding.name(), kind.word(), target, kind.isHere());
    }

    private static List<AppFacts.Limit> limits(Limits limits) {
        Limits.Invocation run = limits.invocation();
        return List.of(
                new AppFacts.Limit("limits.cpu_ms", run.cpuMillisMax() + " ms"),
                new AppFacts.Limit("limits.subrequests", Integer.toString(run.subrequestsMax())),
                new AppFacts.Limit("edgewise.limits.heapBytesMax", size(run.heapBytesMax())),
                new AppFacts.Limit(
                        "edgewise.limits.bodyBytesMax", size(limits.http().bodyBytesMax())),
                new AppFacts.Limit("start of a module", run.startupMillisMax() + " ms of CPU"),
                new AppFacts.Limit("after the answer", run.afterMillisMax() / 1_000 + " s"),
                new AppFacts.Limit(
                        "outgoing calls at once", Integer.toString(run.connectionsMax())),
                new AppFacts.Limit("log of a request", size(run.logBytesMax())));
    }

    private static String size(long bytes) {
        long kib = 1024;
        return bytes % (kib * kib) == 0
                ? bytes / (kib * kib) + " MiB"
                : bytes % kib == 0 ? bytes / kib + " KiB" : bytes + " B";
    }

    private static AppFacts.Files files(AppConfig config, Assets assets) {
        return new AppFacts.Files(within(config, assets.directory()), assets.count());
    }

    private static AppFacts.Build build(AppBuild build) {
        long bytes =
                build.version().image().modules().stream()
                        .mapToLong(module -> module.bytes().length)
                        .sum();
        return new AppFacts.Build(
                build.version().id(),
                build.epochMillis(),
                bytes,
                build.inputs().size(),
                build.exports());
    }

    /// What an app was given, in a few words: for the start.
    static String summary(AppFacts facts) {
        var words = new StringJoiner(", ");
        facts.bindings().forEach(binding -> words.add(binding.name()));
        int variables = facts.variables().size();
        if (variables > 0) {
            words.add(variables == 1 ? "1 variable" : variables + " variables");
        }
        if (facts.files() != null) {
            int count = facts.files().count();
            words.add(count == 1 ? "1 file" : count + " files");
        }
        return words.toString();
    }
}
