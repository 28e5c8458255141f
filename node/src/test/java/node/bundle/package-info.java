/// The bundler's promises, kept by the real program.
@NullMarked
package node.bundle;

import org.jspecify.annotations.NullMarked;
