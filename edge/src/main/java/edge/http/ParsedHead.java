package edge.http;

/// A request head and what only the edge needs of it.
///
/// @param head what the handler is given
/// @param keepAlive whether the client would ask again on this connection
/// @param http10 whether the client knows no chunks
/// @param awaitsContinue whether it holds its body back until it is told to go on
record ParsedHead(RequestHead head, boolean keepAlive, boolean http10, boolean awaitsContinue) {}
