/// What is promised about `dev`.
@NullMarked
package node.dev;

import org.jspecify.annotations.NullMarked;
