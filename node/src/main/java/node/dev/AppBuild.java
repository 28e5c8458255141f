package node.dev;

import java.nio.file.Path;
import java.util.List;
import node.invoke.AppVersion;

/// A version of an app as it was built.
///
/// @param version to be invoked
/// @param inputs the files that it was made of
/// @param exports of its main module
/// @param epochMillis when that was
record AppBuild(AppVersion version, List<Path> inputs, List<String> exports, long epochMillis) {}
