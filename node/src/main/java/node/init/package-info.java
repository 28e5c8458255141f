/// New apps out of templates that come with Edgewise, with the packages that they need, so that no
/// network is asked. Start reading at [node.init.Init].
@NullMarked
package node.init;

import org.jspecify.annotations.NullMarked;
