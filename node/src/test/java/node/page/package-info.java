/// What is promised about the pages of `dev`.
@NullMarked
package node.page;

import org.jspecify.annotations.NullMarked;
