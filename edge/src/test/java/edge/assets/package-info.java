/// Files as a client gets them.
@NullMarked
package edge.assets;

import org.jspecify.annotations.NullMarked;
