/// Files of `NAME=VALUE` lines that hold what a developer's machine alone knows: `.dev.vars`,
/// `.env` and their kin, read and laid over each other as wrangler does.
///
/// Start reading at [node.dotenv.LocalFiles].
@NullMarked
package node.dotenv;

import org.jspecify.annotations.NullMarked;
