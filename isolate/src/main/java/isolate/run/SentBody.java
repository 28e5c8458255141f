package isolate.run;

import base.Limits;

/// A body that goes to the node in chunks, an invocation's or a call's: open or not, and what the
/// node gave credit for. The prelude keeps to the credit; it is checked here as well, since what a
/// tenant may have done to the prelude's tools must not make the node end the whole child.
final class SentBody {
    private boolean open;
    private long credit;

    /// Begins an answer's.
    void open() {
        open = true;
        credit = Limits.Lane.DEFAULT.windowBytes();
    }

    /// Begins a call's, which has no credit before the node takes the call up.
    void openWithoutCredit() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    /// The node takes so much more.
    void give(int bytes) {
        credit += bytes;
    }

    /// So much is sent.
    void take(int bytes) {
        if (bytes > credit) {
            throw new IllegalStateException(
                    "A chunk of " + bytes + " bytes goes beyond the credit of " + credit + ".");
        }
        credit -= bytes;
    }

    /// Nothing more of it goes.
    void close() {
        open = false;
    }
}
