/// What connections of every protocol have in common. Start reading at [edge.net.Stall].
@NullMarked
package edge.net;

import org.jspecify.annotations.NullMarked;
