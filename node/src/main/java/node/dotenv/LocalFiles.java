package node.dotenv;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.json.Complaint;
import node.json.Place;
import org.jspecify.annotations.Nullable;

/// Reads the files beside an app's settings that hold its secrets on this machine, by wrangler's
/// rules. `.dev.vars.ENVIRONMENT`, or else `.dev.vars`, is read alone; without either `.env`,
/// `.env.local`, `.env.ENVIRONMENT` and `.env.ENVIRONMENT.local` are laid over each other in this
/// order and expanded. Files that are named by hand take the place of all of these.
public final class LocalFiles {

    /// A file beyond this is a mistake.
    private static final long FILE_BYTES_MAX = 256 * 1024;

    private final Path directory;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Path> looked = new ArrayList<>();

    private LocalFiles(Path directory) {
        this.directory = directory;
    }

    /// What is to be read.
    ///
    /// @param environment the named environment; null for none
    /// @param named files to read instead of the usual ones, relative to the directory
    /// @param all whether the process's own variables count too, as `secrets` in the settings asks
    /// @param process the variables of this process
    public record Wanted(
            @Nullable String environment,
            List<String> named,
            boolean all,
            Map<String, String> process) {}

    /// What was found.
    ///
    /// @param values by their names
    /// @param looked every file whose coming or going changes the values
    /// @param problems what is wrong in them
    public record Loaded(Map<String, String> values, List<Path> looked, List<Problem> problems) {

        /// Names only: the values are secrets.
        @Override
        public String toString() {
            return "Loaded" + values.keySet();
        }
    }

    /// Something wrong in a file.
    ///
    /// @param fatal whether the values cannot be trusted
    public record Problem(Path file, Complaint complaint, boolean fatal) {}

    /// Reads what is there.
    public static Loaded load(Path directory, Wanted wanted) {
        var files = new LocalFiles(directory);
        Map<String, String> values = files.load(wanted);
        return new Loaded(values, files.looked, files.problems);
    }

    private Map<String, String> load(Wanted wanted) {
        if (wanted.named().isEmpty()) {
            Map<String, String> devVars = devVars(wanted.environment());
            if (devVars != null) {
                return devVars;
            }
        }
        if (!isSet(wanted.process(), "CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV", true)) {
            return Map.of();
        }
        var parsed = new LinkedHashMap<String, String>();
        for (String name : wanted.named().isEmpty() ? usual(wanted) : wanted.named()) {
            Map<String, String> values = file(name, !wanted.named().isEmpty());
            parsed.putAll(values == null ? Map.of() : values);
        }
        boolean all =
                wanted.all() || isSet(wanted.process(), "CLOUDFLARE_INCLUDE_PROCESS_ENV", false);
        Map<String, String> process = all ? wanted.process() : Map.of();
        var values = new LinkedHashMap<>(process);
        values.putAll(Expansion.expand(parsed, process));
        return values;
    }

    private @Nullable Map<String, String> devVars(@Nullable String environment) {
        Map<String, String> own =
                environment == null ? null : file(".dev.vars." + environment, false);
        return own == null ? file(".dev.vars", false) : own;
    }

    private static List<String> usual(Wanted wanted) {
        String environment = wanted.environment();
        return environment == null
                ? List.of(".env", ".env.local")
                : List.of(
                        ".env",
                        ".env.local",
                        ".env." + environment,
                        ".env." + environment + ".local");
    }

    private static boolean isSet(Map<String, String> process, String name, boolean otherwise) {
        String word = process.get(name);
        return word == null ? otherwise : word.equalsIgnoreCase("true");
    }

    private @Nullable Map<String, String> file(String name, boolean required) {
        Path file = directory.resolve(name).normalize();
        looked.add(file);
        if (!Files.isRegularFile(file)) {
            if (required) {
                problem(file, "There is no such file, as --env-file says.");
            }
            return null;
        }
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                problem(file, "The file has more than " + FILE_BYTES_MAX + " bytes.");
                return Map.of();
            }
            DotEnv.Parsed parsed = DotEnv.parse(Files.readString(file));
            parsed.complaints().forEach(each -> problems.add(new Problem(file, each, false)));
            return parsed.values();
        } catch (CharacterCodingException _) {
            problem(file, "The file is not UTF-8 text.");
        } catch (IOException e) {
            problem(file, "The file cannot be read: " + e.getMessage() + ".");
        }
        return Map.of();
    }

    private void problem(Path file, String sentence) {
        problems.add(new Problem(file, new Complaint(Place.NONE, sentence), true));
    }
}
