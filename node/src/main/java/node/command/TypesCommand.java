package node.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import node.config.AppChoices;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import node.config.finding.Finding;
import node.types.TypesText;

/// `edgewise types`: writes declarations of what an app finds in its `env`.
final class TypesCommand {

    static final Command COMMAND =
            new Command(
                    "types",
                    "[DIR] [PATH] [OPTIONS]",
                    "Writes the TypeScript types of an app's env.",
                    "The app. PATH is the file to write, worker-configuration.d.ts beside its settings without it.",
                    List.of(
                            ChoiceOptions.CONFIG,
                            ChoiceOptions.ENVIRONMENT,
                            ChoiceOptions.ENV_FILE,
                            ChoiceOptions.LENIENT,
                            Option.flag(
                                    "--check", "", "Writes nothing; fails if the file is stale."),
                            Option.flag(
                                    "--include-runtime", "", "Is refused: a package has those."),
                            Option.HELP));

    private static final String FILE = "worker-configuration.d.ts";

    /// It failed.
    private static final int FAILED = 1;

    private final AppChoices choices;
    private final Consumer<String> say;
    private final Consumer<String> complain;

    private TypesCommand(AppChoices choices, Consumer<String> say, Consumer<String> complain) {
        this.choices = choices;
        this.say = say;
        this.complain = complain;
    }

    /// Why the words make no sense; empty where they do.
    static String misused(Arguments.Given given) {
        if (given.has("--include-runtime")) {
            return "--include-runtime is not written here; run 'npm install --save-dev"
                    + " @cloudflare/workers-types' and name it under 'types' in tsconfig.json.";
        }
        long paths = given.places().stream().filter(TypesCommand::isPath).count();
        long apps =
                given.places().size() - paths + given.values(ChoiceOptions.CONFIG.name()).size();
        return paths > 1 || apps > 1
                ? "'types' takes one app and one file that ends in .d.ts."
                : "";
    }

    private static boolean isPath(String word) {
        return word.endsWith(".d.ts");
    }

    /// Does it, and answers the exit code.
    static int run(
            Arguments.Given given,
            AppChoices choices,
            Consumer<String> say,
            Consumer<String> complain) {
        Path place = Path.of("");
        Path file = null;
        for (String word : given.places()) {
            if (isPath(word)) {
                file = Path.of(word);
            } else {
                place = Path.of(word);
            }
        }
        for (String config : given.values(ChoiceOptions.CONFIG.name())) {
            place = Path.of(config);
        }
        var command = new TypesCommand(choices, say, complain);
        Map<String, AppConfig> environments = command.environments(place);
        if (environments.isEmpty()) {
            return Main.MISUSED;
        }
        AppConfig app = environments.values().iterator().next();
        Path target = file == null ? app.directory().resolve(FILE) : file;
        String text = TypesText.of(target, typed(given), environments);
        return command.write(target, text, environments.size(), given.has("--check"));
    }

    /// The app in each of its environments, or in the chosen one; none where it is faulty.
    private Map<String, AppConfig> environments(Path place) {
        var all = new LinkedHashMap<String, AppConfig>();
        if (!add(place, choices, all)) {
            return Map.of();
        }
        if (choices.environment() == null) {
            AppConfig top = all.values().iterator().next();
            for (String name : top.environments()) {
                if (!add(place, choices.in(name), all)) {
                    return Map.of();
                }
            }
        }
        return all;
    }

    private boolean add(Path place, AppChoices chosen, Map<String, AppConfig> all) {
        return switch (AppReader.read(place, chosen)) {
            case AppReading.Read(AppConfig config, _) -> {
                String name = chosen.environment();
                all.put(name == null ? "" : name, config);
                yield true;
            }
            case AppReading.Faulty(List<Finding> faults) -> {
                faults.forEach(fault -> complain.accept(fault.text()));
                yield false;
            }
        };
    }

    /// Without what concerns this machine alone.
    private static String typed(Arguments.Given given) {
        var words = new ArrayList<>(List.of("edgewise types"));
        given.values(ChoiceOptions.ENVIRONMENT.name()).forEach(name -> words.add("--env " + name));
        return String.join(" ", words);
    }

    private int write(Path file, String text, int environments, boolean check) {
        try {
            boolean same = Files.isRegularFile(file) && Files.readString(file).equals(text);
            if (check) {
                (same ? say : complain)
                        .accept(
                                file
                                        + (same
                                                ? " is up to date."
                                                : " is stale; run 'edgewise types'."));
                return same ? Main.DONE : FAILED;
            }
            if (!same) {
                Files.writeString(file, text);
            }
            long members = text.lines().takeWhile(line -> !line.equals("}")).count() - 3;
            say.accept(
                    "%s %s: %d name%s in Env%s."
                            .formatted(
                                    file,
                                    same ? "is up to date" : "was written",
                                    members,
                                    members == 1 ? "" : "s",
                                    environments == 1
                                            ? ""
                                            : ", of " + environments + " environments"));
            return Main.DONE;
        } catch (IOException e) {
            complain.accept("edgewise: " + file + " cannot be written: " + e.getMessage() + ".");
            return FAILED;
        }
    }
}
