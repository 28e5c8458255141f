/// Ops: what a function's code may ask of the node. One class for each; the [node.op.CallDesk]
/// keeps the books of what a child has asked and checks what it says about it.
@NullMarked
package node.op;

import org.jspecify.annotations.NullMarked;
