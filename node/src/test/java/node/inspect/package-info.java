/// What is promised to debuggers, and refused to others.
@NullMarked
package node.inspect;

import org.jspecify.annotations.NullMarked;
