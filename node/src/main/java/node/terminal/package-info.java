/// What a person sees: the one place that writes to standard output and standard error.
///
/// Start reading at [node.terminal.Terminal].
@NullMarked
package node.terminal;

import org.jspecify.annotations.NullMarked;
