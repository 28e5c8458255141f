/// Every key that wrangler knows, and the check of a settings file against them. Start reading at
/// [WranglerKeys]; the table itself is the resource `keys.txt`.
@NullMarked
package node.config.keys;

import org.jspecify.annotations.NullMarked;
