package node.config;

import base.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an app says of itself, checked.
///
/// @param name 1 to 63 of `a-z`, `0-9`, `-` and `_`
/// @param directory the folder that everything else is relative to
/// @param source the file that was read; null for a bare script
/// @param main the module that is run; null for an app of assets alone
/// @param compatibility which behaviour it was written for
/// @param variables the values in `env`
/// @param requiredSecrets names of secrets that there must be
/// @param bindings what else is in `env`
/// @param build how its modules are made
/// @param assets the files served as they are, and how; null without any
/// @param limits the defaults as the app changed them
/// @param environments the names of those that the file has
/// @param inputs every file that was read for this, and every one whose coming would change it
public record AppConfig(
        String name,
        Path directory,
        @Nullable Path source,
        @Nullable Path main,
        Compatibility compatibility,
        Variables variables,
        List<String> requiredSecrets,
        List<Binding> bindings,
        BuildConfig build,
        @Nullable AssetsConfig assets,
        Limits limits,
        List<String> environments,
        List<Path> inputs) {

    /// The other apps that its code may call.
    public List<ServiceConfig> services() {
        return bindings.stream()
                .filter(binding -> binding.kind() == BindingKind.SERVICE)
                .map(ServiceConfig::of)
                .toList();
    }

    /// Names of what is in `env` as a secret, or must be.
    public Set<String> secretNames() {
        var names = new TreeSet<>(requiredSecrets);
        names.addAll(variables.secrets().keySet());
        return names;
    }

    /// The first label of its host in `dev`: a host name has no underscore.
    public String label() {
        return name.replace('_', '-');
    }
}
