/// What is promised about the terminal.
@NullMarked
package node.terminal;

import org.jspecify.annotations.NullMarked;
