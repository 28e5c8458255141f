package node.config;

import base.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import node.json.Json;
import node.json.JsonText;
import org.jspecify.annotations.Nullable;

/// Makes an [AppConfig] of settings whose keys were checked, and checks each value.
final class SettingsReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Path file;
    private final Path directory;
    private final Findings findings;

    SettingsReader(Path file, Path directory, Findings findings) {
        this.file = file;
        this.directory = directory;
        this.findings = findings;
    }

    AppConfig read(Json.Fields settings) {
        Path main = path(settings, "main", Files::isRegularFile, "file");
        if (settings.get("main") == null && settings.get("assets") == null) {
            findings.fault(
                    settings.place(),
                    "The app has neither 'main' nor 'assets.directory'; give one of them.");
        }
        String name = name(settings);
        Limits limits = new LimitsReader(findings).read(settings);
        var dated = new AssetsReader.Dated(date(settings), flags(settings));
        return new AppConfig(
                name,
                directory,
                file,
                main,
                dated.date(),
                dated.flags(),
                JsonText.of(settings.fields("vars")),
                assets(settings.fields("assets"), settings.get("main") != null, dated),
                new ServicesReader(findings).read(settings),
                limits);
    }

    private @Nullable AssetsConfig assets(
            Json.Fields assets, boolean hasMain, AssetsReader.Dated dated) {
        Path files = path(assets, "directory", Files::isDirectory, "directory");
        AssetsConfig read =
                new AssetsReader(findings)
                        .read(files == null ? directory : files, assets, hasMain, dated);
        return files == null ? null : read;
    }

    private String name(Json.Fields settings) {
        if (!(settings.get("name") instanceof Json.Text name)) {
            return AppSource.nameOf(directory);
        }
        if (!NAME.matcher(name.text()).matches()) {
            findings.fault(
                    name.place(),
                    "'name' is '"
                            + name.text()
                            + "'; it has 1 to 63 of a-z, 0-9 and '-', and no '-' at its ends.");
        }
        return name.text();
    }

    private String date(Json.Fields settings) {
        if (!(settings.get("compatibility_date") instanceof Json.Text date)) {
            return "";
        }
        try {
            return LocalDate.parse(date.text()).toString();
        } catch (DateTimeException _) {
            findings.fault(
                    date.place(),
                    "'compatibility_date' is '"
                            + date.text()
                            + "'; it is a day such as 2026-08-04.");
            return "";
        }
    }

    private List<String> flags(Json.Fields settings) {
        var flags = new ArrayList<String>();
        for (Json item : settings.items("compatibility_flags")) {
            if (item instanceof Json.Text flag) {
                flags.add(flag.text());
            } else {
                findings.fault(
                        item.place(),
                        "'compatibility_flags' holds " + item.kind() + "; each is a text.");
            }
        }
        return List.copyOf(flags);
    }

    private @Nullable Path path(Json.Fields in, String key, Kind kind, String word) {
        if (!(in.get(key) instanceof Json.Text text)) {
            return null;
        }
        Path path = directory.resolve(text.text()).normalize();
        if (!kind.holds(path)) {
            findings.fault(
                    text.place(),
                    "There is no "
                            + word
                            + " '"
                            + text.text()
                            + "' beside this file, as '"
                            + key
                            + "' says.");
        }
        return path;
    }

    /// What a path must be.
    @FunctionalInterface
    private interface Kind {
        boolean holds(Path path);
    }
}
