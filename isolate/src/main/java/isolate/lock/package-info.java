/// Locks this process down before any tenant's code is seen: limits, no new privileges, a system
/// call filter on every thread. What the node did before (Landlock, namespaces, another user)
/// stays.
@NullMarked
package isolate.lock;

import org.jspecify.annotations.NullMarked;
