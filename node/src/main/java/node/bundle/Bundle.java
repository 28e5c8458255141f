package node.bundle;

import base.lane.VersionImage;
import java.nio.file.Path;
import java.util.List;

/// What came of bundling an app.
public sealed interface Bundle {

    /// The app can be loaded.
    ///
    /// @param modules the main one first, by the name `main.js`; the others by the names that its
    ///   import statements say
    /// @param sourceMap of the main module, version 3, with the sources' contents
    /// @param exports names that the main module exports
    /// @param inputs every file that was read; a change in one of them asks for a new bundle
    /// @param warnings what the bundler found odd
    record Built(
            List<VersionImage.Module> modules,
            String sourceMap,
            List<String> exports,
            List<Path> inputs,
            List<Diagnostic> warnings)
            implements Bundle {}

    /// It cannot; here is why.
    record Failed(List<Diagnostic> diagnostics) implements Bundle {}
}
