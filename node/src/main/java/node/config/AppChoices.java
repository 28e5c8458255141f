package node.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is chosen about apps when they are started, beside their settings.
///
/// @param environment the named environment; null where none was named, so that `CLOUDFLARE_ENV`
///   counts; empty for the top level whatever that says
/// @param lenient whether keys that nobody knows are warnings rather than faults
/// @param vars texts that are put over all other variables
/// @param envFiles files to read instead of `.dev.vars` and `.env`, relative to the settings
/// @param process the variables of this process
public record AppChoices(
        @Nullable String environment,
        boolean lenient,
        Map<String, String> vars,
        List<String> envFiles,
        Map<String, String> process) {

    /// Nothing in particular, and no process.
    public static final AppChoices NONE =
            new AppChoices(null, false, Map.of(), List.of(), Map.of());

    /// Nothing but an environment.
    public static AppChoices environment(@Nullable String environment) {
        return new AppChoices(environment, false, Map.of(), List.of(), Map.of());
    }

    /// The same in another environment.
    public AppChoices in(String other) {
        return new AppChoices(other, lenient, vars, envFiles, process);
    }

    /// The environment that counts; null for the top level.
    @Nullable String effectiveEnvironment() {
        String name = environment == null ? process.get("CLOUDFLARE_ENV") : environment;
        return name == null || name.isEmpty() ? null : name;
    }

    /// Names only: variables may be secrets.
    @Override
    public String toString() {
        return "AppChoices[" + environment + ", " + vars.keySet() + ", " + envFiles + "]";
    }
}
