/// Compressed bytes, packed and unpacked piece by piece with a state in between, by the JDK's zlib.
///
/// Start reading at [isolate.codec.Codec].
@NullMarked
package isolate.codec;

import org.jspecify.annotations.NullMarked;
