/// The node's outgoing HTTP client, which answers the `fetch` of functions. Start reading at
/// [node.fetch.FetchClient].
@NullMarked
package node.fetch;

import org.jspecify.annotations.NullMarked;
