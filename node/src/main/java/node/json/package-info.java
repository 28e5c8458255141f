/// JSON as a tree whose every value knows its line and column, read with or without comments.
///
/// Start reading at [node.json.Json].
@NullMarked
package node.json;

import org.jspecify.annotations.NullMarked;
