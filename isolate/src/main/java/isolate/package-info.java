/// The child process: V8 isolates that run tenants' code, and nothing else.
@NullMarked
package isolate;

import org.jspecify.annotations.NullMarked;
