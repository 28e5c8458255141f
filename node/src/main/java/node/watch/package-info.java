/// Changes to files on disk, as the system tells of them. Start reading at [FileWatch].
@NullMarked
package node.watch;

import org.jspecify.annotations.NullMarked;
