/// From an HTTP exchange to a child and back: invocations, the versions a child has loaded, what
/// becomes of both when a child dies.
///
/// Start reading at [node.invoke.Cordon].
@NullMarked
package node.invoke;

import org.jspecify.annotations.NullMarked;
