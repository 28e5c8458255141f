/// Where requests go.
@NullMarked
package edge.router;

import org.jspecify.annotations.NullMarked;
