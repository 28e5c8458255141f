/// Connections of bytes that apps open to other servers, plain and with TLS. Start reading at
/// [node.tcp.TcpConnection].
@NullMarked
package node.tcp;

import org.jspecify.annotations.NullMarked;
