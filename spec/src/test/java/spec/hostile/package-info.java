/// Code, children and answers that do harm: what becomes of them, and that others notice nothing.
/// Each test says what the harm is, and runs it against the real program.
@NullMarked
package spec.hostile;

import org.jspecify.annotations.NullMarked;
