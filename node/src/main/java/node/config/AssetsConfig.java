package node.config;

import edge.assets.AssetRules;
import edge.router.WorkerFirst;
import java.nio.file.Path;

/// The files of an app, and how they are served.
///
/// @param directory where they are
/// @param binding the name in `env` by which code may ask for them; empty for none
/// @param rules at which paths they are found, and what is answered elsewhere
/// @param workerFirst for which paths the code is asked before the files
public record AssetsConfig(
        Path directory, String binding, AssetRules rules, WorkerFirst workerFirst) {}
