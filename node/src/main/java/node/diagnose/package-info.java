/// From a fault to what helps against it: source maps, stacks in original positions, code frames,
/// and how they are shown in a terminal and in a browser.
///
/// Start reading at [node.diagnose.Problem].
@NullMarked
package node.diagnose;

import org.jspecify.annotations.NullMarked;
