package node.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An app as it was understood, for a person to compare with what was meant.
///
/// @param host where it answers, without the port
/// @param directory where it is
/// @param settings the file that was read; empty for a bare script
/// @param main the module that is run; empty for an app of files alone
/// @param date of its compatibility; empty where none was given
/// @param flags of its compatibility
/// @param variables what is in `env` by value
/// @param bindings what else is in `env`
/// @param limits what one invocation may use
/// @param files what is served as it is; null without any
/// @param build what is run; null where nothing can be
public record AppFacts(
        String host,
        String directory,
        String settings,
        String main,
        String date,
        List<String> flags,
        List<Variable> variables,
        List<Binding> bindings,
        List<Limit> limits,
        @Nullable Files files,
        @Nullable Build build) {

    /// A value in `env`.
    ///
    /// @param json as JSON; null for a secret, which is known here by its name only
    public record Variable(String name, @Nullable String json) {}

    /// Something else in `env`.
    ///
    /// @param kind as the settings call it
    /// @param target what it leads to, in a few words
    /// @param here whether code can use it
    public record Binding(String name, String kind, String target, boolean here) {}

    /// A bound, by the name that it has in the settings, with its unit.
    public record Limit(String name, String value) {}

    /// Files that are served as they are.
    public record Files(String directory, int count) {}

    /// A version that is run.
    ///
    /// @param number counted since the start, over all apps
    /// @param epochMillis when it was built
    /// @param bytes of all its modules
    /// @param inputs files that it was made of
    /// @param exports of its main module
    public record Build(
            int number, long epochMillis, long bytes, int inputs, List<String> exports) {}
}
