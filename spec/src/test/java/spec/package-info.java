/// The product seen from outside.
@NullMarked
package spec;

import org.jspecify.annotations.NullMarked;
