package isolate.run;

import base.lane.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Which actor a stream belongs to: the reader of the lane asks for each frame. Invocations have
/// ids of the node's, calls have ids of ours with the top bit set.
public final class Calls {
    private final Map<Integer, Actor> actors = new ConcurrentHashMap<>();
    private final Map<Integer, BlockedCall> blocked = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    /// A new id for a call of this actor.
    int issue(Actor actor) {
        while (true) {
            int id = issued.incrementAndGet() | Integer.MIN_VALUE;
            if (actors.putIfAbsent(id, actor) == null) {
                return id;
            }
        }
    }

    void put(int stream, Actor actor) {
        actors.put(stream, actor);
    }

    void remove(int stream) {
        actors.remove(stream);
    }

    /// Whose stream that is; null for one that is over.
    @Nullable Actor of(int stream) {
        return actors.get(stream);
    }

    /// How many streams are open.
    public int size() {
        return actors.size();
    }

    /// A blocking call waits for its answer here.
    BlockedCall block(int call) {
        var waiting = new BlockedCall();
        blocked.put(call, waiting);
        return waiting;
    }

    void unblock(int call) {
        blocked.remove(call);
    }

    /// Hands an answer to the thread that waits for it; false when none does.
    boolean answerBlocked(Message.Answer answer) {
        BlockedCall waiting = blocked.remove(answer.stream());
        if (waiting == null) {
            return false;
        }
        waiting.answer((answer.ok() ? "+" : "-") + answer.text());
        return true;
    }
}
