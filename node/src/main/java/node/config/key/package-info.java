/// Every key that a settings file may have, as a table, and the check of a file against it.
///
/// Start reading at [node.config.key.WranglerKeys].
@NullMarked
package node.config.key;

import org.jspecify.annotations.NullMarked;
