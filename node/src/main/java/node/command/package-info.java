/// The `edgewise` command: what may be typed, and who does it.
///
/// Start reading at [node.command.Main].
@NullMarked
package node.command;

import org.jspecify.annotations.NullMarked;
