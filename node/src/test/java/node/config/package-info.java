/// The settings reader's promises.
@NullMarked
package node.config;

import org.jspecify.annotations.NullMarked;
