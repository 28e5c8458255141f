package edge.http;

import org.jspecify.annotations.Nullable;

/// A request head and what only the edge needs of it.
///
/// @param head what the handler is given
/// @param keepAlive whether the client would ask again on this connection
/// @param http10 whether the client knows no chunks
/// @param awaitsContinue whether it holds its body back until it is told to go on
/// @param socketKey the key of a WebSocket that it asks for; null where it asks for none
record ParsedHead(
        RequestHead head,
        boolean keepAlive,
        boolean http10,
        boolean awaitsContinue,
        @Nullable String socketKey) {}
