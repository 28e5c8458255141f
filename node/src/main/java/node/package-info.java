/// One process put together: settings, wiring by hand in start order, children, ops, the command
/// line.
@NullMarked
package node;

import org.jspecify.annotations.NullMarked;
