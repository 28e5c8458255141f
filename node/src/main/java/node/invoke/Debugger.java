package node.invoke;

import java.nio.ByteBuffer;

/// Who looks at an isolate. Called on the lane's loop.
public interface Debugger {

    /// The session is open: requests may be made.
    void opened(Inspection session);

    /// A piece of one message of the Chrome DevTools Protocol; `last` ends it. The bytes are good
    /// while this is called. What was taken of them is given back by [Inspection#credit(int)].
    void said(ByteBuffer piece, boolean last);

    /// The isolate or its child is gone.
    void closed(String reason);

    /// Whether nobody is there any more who would look.
    boolean isGone();
}
