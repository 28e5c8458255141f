package node.op;

/// One thing that a function's code may ask of the node.
@FunctionalInterface
public interface Op {

    /// Begins to answer; on the lane's loop, must not block. A sentence thrown as
    /// [IllegalArgumentException] becomes the call's failure.
    Answering begin(OpenCall call);

    /// Whether a call counts against what an invocation may ask of others.
    default boolean isSubrequest() {
        return false;
    }

    /// How many of its calls an invocation may have under way at once; more wait for their turn. 0
    /// for any number.
    default int atOnceMax(CallDesk.Owner owner) {
        return 0;
    }

    /// The op whose turns its calls take: mostly its own.
    default Op turns() {
        return this;
    }

    /// Whether what is answered is a WebSocket: its messages have credit of their own.
    default boolean isSocket() {
        return false;
    }

    /// What goes on until the call is over.
    interface Answering {
        /// Nothing goes on: the call was answered at once.
        Answering NOTHING = new Answering() {};

        /// A piece of the call's own body.
        default void data(java.nio.ByteBuffer bytes) {}

        /// A frame of the WebSocket that the call is, or what else an op may be told by one.
        default void frame(base.lane.Message.Frame frame) {
            throw new base.lane.LaneBreach("A frame comes for a call that is no WebSocket.");
        }

        /// The call's own body is whole.
        default void bodyEnd() {}

        /// The call's own body broke off.
        default void cut() {}

        /// The answer's body may go on for so many bytes more.
        default void credit(int bytes) {}

        /// The answer, or what is left of its body, is no longer wanted.
        default void abandoned() {}
    }
}
