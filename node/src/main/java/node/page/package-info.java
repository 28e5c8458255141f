/// What `dev` shows in a browser, below `/_edgewise` on every host: the page of requests, and the
/// script that reloads the app's own pages. Start reading at [DevPages].
@NullMarked
package node.page;

import org.jspecify.annotations.NullMarked;
