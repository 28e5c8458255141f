/// Tests of HTTPS on a developer's machine.
@NullMarked
package node.https;

import org.jspecify.annotations.NullMarked;
