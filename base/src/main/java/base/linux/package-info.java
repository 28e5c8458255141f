/// The few functions of the Linux C library that node and child both need, by the JDK's foreign
/// function interface.
@NullMarked
package base.linux;

import org.jspecify.annotations.NullMarked;
