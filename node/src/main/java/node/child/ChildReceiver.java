package node.child;

import base.lane.Message;
import java.util.function.Consumer;

/// Who hears what a child says about work. Called on the lane's event loop. Whatever it throws as
/// [base.lane.LaneBreach] ends the child.
public interface ChildReceiver {

    /// The child is locked and takes work.
    void ready();

    /// A frame about work.
    void receive(Message message);

    /// An op whose answer is to go another way than the lane.
    void call(Message.Call call, Consumer<Message> answer);

    /// Code of this invocation has been running for a while.
    void started(int stream);

    /// This invocation's code cannot be stopped; the child is being ended for it.
    void stuck(int stream);

    /// The child is gone, once.
    void lost(String reason);
}
