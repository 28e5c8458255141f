/// What an app says of itself: the reader of `wrangler.jsonc`, `.json` and `.toml`, driven by a
/// table.
///
/// Start reading at [node.config.AppReader].
@NullMarked
package node.config;

import org.jspecify.annotations.NullMarked;
