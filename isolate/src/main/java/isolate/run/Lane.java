package isolate.run;

import base.lane.FrameWriter;
import base.lane.Message;

/// The child's way to say something to the node.
public interface Lane {

    /// Sends all frames at once; waits until the socket has taken them. Any thread.
    void send(FrameWriter frames);

    /// Has a blocking op answered, waiting for it on the calling thread.
    Asked ask(Message.Call call, long millisMax);

    /// What came of that: an answer, none in time, or no way free to ask by.
    record Asked(State state, String text) {
        /// See the states.
        public enum State {
            /// `text` is the answer.
            ANSWERED,
            /// None came in time.
            LATE,
            /// Another thread asks at the moment, or there is no second processor to ask by.
            BUSY
        }

        /// No answer in time.
        public static final Asked LATE = new Asked(State.LATE, "");

        /// Nothing was asked.
        public static final Asked BUSY = new Asked(State.BUSY, "");

        /// The answer.
        public static Asked answered(String text) {
            return new Asked(State.ANSWERED, text);
        }
    }

    /// Sends on the control socket, past everything that waits on the lane. Any thread.
    void control(Message message);
}
