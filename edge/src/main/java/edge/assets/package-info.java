/// The files of an app, served on the event loop from an index that was built before. Start reading
/// at [edge.assets.Assets].
@NullMarked
package edge.assets;

import org.jspecify.annotations.NullMarked;
