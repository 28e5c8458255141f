/// What is promised about the command line.
@NullMarked
package node.command;

import org.jspecify.annotations.NullMarked;
