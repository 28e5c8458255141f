/// What is wrong or odd in an app's settings, gathered so that all of it is told at once. Start
/// reading at [Findings].
@NullMarked
package node.config.finding;

import org.jspecify.annotations.NullMarked;
