package isolate.run;

import base.lane.FrameWriter;
import base.lane.Message;

/// The child's way to say something to the node.
public interface Lane {

    /// Sends all frames at once; waits until the socket has taken them. Any thread.
    void send(FrameWriter frames);

    /// Sends on the control socket, past everything that waits on the lane. Any thread.
    void control(Message message);
}
