/// From the host and path of a request to the app that answers it, for thousands of hosts. Start
/// reading at [edge.router.Router].
@NullMarked
package edge.router;

import org.jspecify.annotations.NullMarked;
