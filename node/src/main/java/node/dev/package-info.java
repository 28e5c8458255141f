/// `edgewise dev`: apps on a developer's own machine, served until the process is told to end.
///
/// Start reading at [node.dev.DevServer].
@NullMarked
package node.dev;

import org.jspecify.annotations.NullMarked;
