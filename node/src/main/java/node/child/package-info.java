/// Children: how one is started behind its locks, and the node's end of the lane to it.
///
/// Nothing that a child says is believed before it was checked. Start reading at
/// [node.child.ChildLink].
@NullMarked
package node.child;

import org.jspecify.annotations.NullMarked;
