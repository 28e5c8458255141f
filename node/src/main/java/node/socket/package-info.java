/// Between a WebSocket's connection and its stream on the lane. Start reading at
/// [node.socket.SocketBridge].
@NullMarked
package node.socket;

import org.jspecify.annotations.NullMarked;
