package node.bundle;

import base.lane.VersionImage;
import java.nio.file.Path;
import java.util.List;

/// What came of making an app's modules.
public sealed interface Bundle {

    /// The app can be loaded.
    ///
    /// @param modules the main one first, by the name `main.js` where it is a bundle; imports name
    ///   the others by their paths from there
    /// @param sourceMap of the main module, version 3, with the sources' contents; empty where the
    ///   modules are taken as they are
    /// @param exports names that the main module exports; none are told where it is taken as it is
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
    ///
    /// @param inputs files whose change may mend it
    record Failed(List<Diagnostic> diagnostics, List<Path> inputs) implements Bundle {}
}
