package node.config;

import base.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an app says of itself, checked.
///
/// @param name 1 to 63 of `a-z`, `0-9` and `-`; the first label of its host in `dev`
/// @param directory the folder that everything else is relative to
/// @param source the file that was read; null for a bare script
/// @param main the module that is run; null for an app of assets alone
/// @param compatibilityDate as `2026-08-04`; empty where none was given
/// @param compatibilityFlags in the order given
/// @param vars a JSON object of the plain values bound in `env`
/// @param assets the files served as they are, and how; null without any
/// @param services other apps that the code may call
/// @param limits the defaults as the app changed them
public record AppConfig(
        String name,
        Path directory,
        @Nullable Path source,
        @Nullable Path main,
        String compatibilityDate,
        List<String> compatibilityFlags,
        String vars,
        @Nullable AssetsConfig assets,
        List<ServiceConfig> services,
        Limits limits) {

    /// The files whose change makes other settings: those that were read, and those that would be
    /// if they were there.
    public List<Path> settingsFiles() {
        var files = new ArrayList<Path>();
        if (source != null) {
            files.add(source);
        }
        AppSource.FILES.forEach(name -> files.add(directory.resolve(name)));
        return List.copyOf(files);
    }
}
