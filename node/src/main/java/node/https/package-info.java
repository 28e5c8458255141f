/// HTTPS on a developer's machine: a certificate authority of its own, which is made on first use
/// and can speak for names and addresses of this machine and its network alone.
///
/// Start reading at [node.https.LocalTls].
@NullMarked
package node.https;

import org.jspecify.annotations.NullMarked;
