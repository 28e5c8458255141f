/// Debuggers: the small HTTP and WebSocket server that Chrome DevTools and VS Code look for, and
/// the way of their requests to isolates and back.
///
/// Start reading at [node.inspect.InspectServer]; the protocol itself is V8's, in the child.
@NullMarked
package node.inspect;

import org.jspecify.annotations.NullMarked;
