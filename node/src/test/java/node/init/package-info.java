/// What is promised about new apps.
@NullMarked
package node.init;

import org.jspecify.annotations.NullMarked;
