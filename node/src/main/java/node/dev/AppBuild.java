package node.dev;

import java.nio.file.Path;
import java.util.List;
import node.diagnose.SourceMap;
import node.invoke.AppVersion;

/// A version of an app as it was built.
///
/// @param version to be invoked
/// @param sourceMap leads from its stacks to its sources
/// @param inputs the files that it was made of
/// @param exports of its main module
/// @param epochMillis when that was
record AppBuild(
        AppVersion version,
        SourceMap sourceMap,
        List<Path> inputs,
        List<String> exports,
        long epochMillis) {}
