/// Local files of variables, held to what the packages that wrangler uses made of the same lines.
@NullMarked
package node.dotenv;

import org.jspecify.annotations.NullMarked;
