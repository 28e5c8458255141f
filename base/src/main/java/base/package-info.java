/// The words that every layer speaks: limits, failures, the meter record of an invocation.
///
/// Nothing here does input or output of its own. Start reading at [base.Limits].
@NullMarked
package base;

import org.jspecify.annotations.NullMarked;
