/// Addresses of the names of the Internet, as this machine's resolver says. Start reading at
/// [node.dns.Resolver].
@NullMarked
package node.dns;

import org.jspecify.annotations.NullMarked;
