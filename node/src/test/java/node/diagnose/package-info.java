/// What is promised about showing faults.
@NullMarked
package node.diagnose;

import org.jspecify.annotations.NullMarked;
