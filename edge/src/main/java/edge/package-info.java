/// Bytes from the world: listener, HTTP, router, static assets. Knows nothing of isolates: it hands
/// an exchange to a handler.
///
/// Start reading at [edge.http.Exchange].
@NullMarked
package edge;

import org.jspecify.annotations.NullMarked;
