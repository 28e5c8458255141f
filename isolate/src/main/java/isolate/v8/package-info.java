/// The V8 engine behind a small face: the only package that knows Javet.
///
/// Start reading at [isolate.v8.Isolate].
@NullMarked
package isolate.v8;

import org.jspecify.annotations.NullMarked;
