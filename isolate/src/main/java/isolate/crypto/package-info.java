/// What `crypto.subtle` does, by the JDK's providers: keys that JavaScript holds by number only,
/// and the operations on them.
///
/// Start reading at [isolate.crypto.Subtle].
@NullMarked
package isolate.crypto;

import org.jspecify.annotations.NullMarked;
