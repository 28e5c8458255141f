/// HTTP/1.1 on Netty's event loops: one [edge.http.Exchange] per request, given to an
/// [edge.http.Handler].
@NullMarked
package edge.http;

import org.jspecify.annotations.NullMarked;
