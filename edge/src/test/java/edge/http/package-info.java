/// The server from outside, by raw sockets and by the JDK's client.
@NullMarked
package edge.http;

import org.jspecify.annotations.NullMarked;
