/// Tests of [edge.websocket], and a client that sends the very frames.
@NullMarked
package edge.websocket;

import org.jspecify.annotations.NullMarked;
