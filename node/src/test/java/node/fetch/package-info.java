/// The outgoing client against real servers.
@NullMarked
package node.fetch;

import org.jspecify.annotations.NullMarked;
