/// From an app's sources to the modules that an isolate loads, by the esbuild binary.
///
/// Start reading at [node.bundle.Bundler].
@NullMarked
package node.bundle;

import org.jspecify.annotations.NullMarked;
