/// Tests of [node.socket].
@NullMarked
package node.socket;

import org.jspecify.annotations.NullMarked;
