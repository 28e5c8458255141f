package node.config;

import base.Limits;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import node.config.finding.Finding;
import node.config.finding.Findings;
import node.config.keys.KeyCheck;
import node.json.Complaint;
import node.json.Json;
import node.json.JsonReader;
import node.json.Parsed;
import node.json.Place;
import org.jspecify.annotations.Nullable;

/// Reads an app's settings, or does without where it is a bare script.
///
/// The ways of wrangler are kept: its files, its keys, its environments. What is wrong is told all
/// at once. Any thread may call.
public final class AppReader {

    /// A settings file beyond this is a mistake.
    private static final long FILE_BYTES_MAX = 256 * 1024;

    private AppReader() {}

    /// Reads the app in a directory, or of a settings file or script.
    public static AppReading read(Path place, AppChoices choices) {
        return switch (AppSource.find(place)) {
            case AppSource.Configured configured -> configured(configured, choices);
            case AppSource.Bare bare -> bare(bare, choices);
            case AppSource.Missing(Path where, String sentence) -> faulty(where, sentence);
        };
    }

    private static AppReading configured(AppSource.Configured source, AppChoices choices) {
        String text;
        try {
            long bytes = Files.size(source.file());
            if (bytes > FILE_BYTES_MAX) {
                return faulty(
                        source.file(),
                        "The file has "
                                + bytes
                                + " bytes; at most "
                                + FILE_BYTES_MAX
                                + " are read.");
            }
            text = Files.readString(source.file());
        } catch (CharacterCodingException _) {
            return faulty(source.file(), "The file is not UTF-8 text.");
        } catch (IOException e) {
            return faulty(source.file(), "The file cannot be read: " + e.getMessage() + ".");
        }
        return read(source, text.startsWith("\ufeff") ? text.substring(1) : text, choices);
    }

    private static AppReading read(AppSource.Configured source, String text, AppChoices choices) {
        Path file = source.file();
        var findings = new Findings(file.toString(), choices.lenient());
        Parsed parsed =
                file.toString().endsWith(".toml") ? TomlReader.read(text) : JsonReader.read(text);
        for (Complaint complaint : parsed.complaints()) {
            findings.fault(complaint.place(), complaint.sentence());
        }
        source.ignored().forEach(other -> ignored(other, file, findings));
        AppConfig config = config(source, parsed.root(), choices, findings);
        return config == null || findings.faulty()
                ? new AppReading.Faulty(findings.faults())
                : new AppReading.Read(config, findings.warnings());
    }

    private static @Nullable AppConfig config(
            AppSource.Configured source,
            @Nullable Json root,
            AppChoices choices,
            Findings findings) {
        if (root instanceof Json.Fields fields) {
            boolean redirected = source.redirected() != null;
            new KeyCheck(findings, redirected).check(fields);
            var environments = new Environments(findings);
            Json.Fields chosen =
                    redirected
                            ? environments.built(fields, choices.effectiveEnvironment())
                            : environments.effective(fields, choices.effectiveEnvironment());
            List<String> names = List.copyOf(fields.fields("env").fields().keySet());
            return new SettingsReader(source, choices, findings).read(chosen, names);
        }
        if (root != null) {
            findings.fault(
                    root.place(), "The file holds " + root.kind() + "; it must be an object.");
        }
        return null;
    }

    private static void ignored(String other, Path file, Findings findings) {
        String sentence = "'" + other + "' beside it is ignored: this file is read before it.";
        findings.warn(file + other, Place.NONE, sentence);
    }

    private static AppReading bare(AppSource.Bare bare, AppChoices choices) {
        Path main = bare.main().normalize();
        String environment = choices.effectiveEnvironment();
        if (choices.environment() != null && environment != null) {
            return faulty(
                    bare.main(),
                    "A script without wrangler.jsonc has no environments; '"
                            + environment
                            + "' was asked for.");
        }
        var findings = new Findings(main.toString(), choices.lenient());
        var variables = new VariablesReader(choices, findings);
        Variables values = variables.read(bare.directory(), Json.Fields.empty(), List.of());
        var config =
                new AppConfig(
                        bare.name(),
                        bare.directory(),
                        null,
                        main,
                        Compatibility.NONE,
                        values,
                        List.of(),
                        List.of(),
                        BuildConfig.DEFAULT,
                        null,
                        Limits.DEFAULT,
                        List.of(),
                        List.copyOf(variables.looked()));
        return findings.faulty()
                ? new AppReading.Faulty(findings.faults())
                : new AppReading.Read(config, findings.warnings());
    }

    private static AppReading faulty(Path file, String sentence) {
        return new AppReading.Faulty(List.of(new Finding(file.toString(), Place.NONE, sentence)));
    }
}
