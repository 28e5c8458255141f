/// The WebSocket protocol (RFC 6455) on a connection that has left HTTP, for both of its sides.
/// Start reading at [edge.websocket.WebSocket].
@NullMarked
package edge.websocket;

import org.jspecify.annotations.NullMarked;
