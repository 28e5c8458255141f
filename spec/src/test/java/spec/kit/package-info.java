/// What the tests of the product share: the real program in a process of its own, and clients.
///
/// Start reading at [spec.kit.Dev].
@NullMarked
package spec.kit;

import org.jspecify.annotations.NullMarked;
