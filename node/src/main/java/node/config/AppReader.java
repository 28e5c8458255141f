package node.config;

import base.Limits;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    ///
    /// @param environment the named environment that is wanted; null for the top level
    public static AppReading read(Path place, @Nullable String environment) {
        return switch (AppSource.find(place)) {
            case AppSource.Configured configured -> configured(configured, environment);
            case AppSource.Bare bare -> bare(bare, environment);
            case AppSource.Missing(String sentence) -> faulty(place, sentence);
        };
    }

    private static AppReading configured(
            AppSource.Configured source, @Nullable String environment) {
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
        return read(source, text.startsWith("\ufeff") ? text.substring(1) : text, environment);
    }

    private static AppReading read(
            AppSource.Configured source, String text, @Nullable String environment) {
        Path file = source.file();
        var findings = new Findings(file.toString());
        Parsed parsed =
                file.toString().endsWith(".toml") ? TomlReader.read(text) : JsonReader.read(text);
        for (Complaint complaint : parsed.complaints()) {
            findings.fault(complaint.place(), complaint.sentence());
        }
        source.ignored().forEach(other -> ignored(other, file, findings));
        AppConfig config = config(source, parsed.root(), environment, findings);
        return config == null || findings.faulty()
                ? new AppReading.Faulty(findings.faults())
                : new AppReading.Read(config, findings.warnings());
    }

    private static @Nullable AppConfig config(
            AppSource.Configured source,
            @Nullable Json root,
            @Nullable String environment,
            Findings findings) {
        if (root instanceof Json.Fields fields) {
            new KeyCheck(findings).check(fields);
            Json.Fields chosen = new Environments(findings).effective(fields, environment);
            return new SettingsReader(source.file(), source.directory(), findings).read(chosen);
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

    private static AppReading bare(AppSource.Bare bare, @Nullable String environment) {
        if (environment != null) {
            return faulty(
                    bare.main(),
                    "A script without wrangler.jsonc has no environments; '"
                            + environment
                            + "' was asked for.");
        }
        var config =
                new AppConfig(
                        bare.name(),
                        bare.directory(),
                        null,
                        bare.main().normalize(),
                        "",
                        List.of(),
                        "{}",
                        null,
                        List.of(),
                        Limits.DEFAULT);
        return new AppReading.Read(config, List.of());
    }

    private static AppReading faulty(Path file, String sentence) {
        return new AppReading.Faulty(List.of(new Finding(file.toString(), Place.NONE, sentence)));
    }
}
