/// What is different about a connection whose bytes are secret. It is all in [edge.tls.Secrecy], so
/// that the rest of HTTP need not know.
@NullMarked
package edge.tls;

import org.jspecify.annotations.NullMarked;
