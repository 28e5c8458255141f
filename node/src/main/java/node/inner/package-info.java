/// Requests that never leave the node: of an app to another one, to itself, or to its own files.
///
/// Start reading at [node.inner.InnerCall].
@NullMarked
package node.inner;

import org.jspecify.annotations.NullMarked;
