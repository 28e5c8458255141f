/// The child's end of the lane: two Unix sockets to the node, one for work, one for control.
@NullMarked
package isolate.lane;

import org.jspecify.annotations.NullMarked;
