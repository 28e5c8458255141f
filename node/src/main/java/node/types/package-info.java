/// TypeScript declarations of what an app finds in its `env`, as `wrangler types` writes them.
///
/// Start reading at [node.types.TypesText].
@NullMarked
package node.types;

import org.jspecify.annotations.NullMarked;
