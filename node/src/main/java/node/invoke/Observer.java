package node.invoke;

import base.lane.LogLevel;
import base.lane.Message;
import base.meter.MeterRecord;
import base.meter.Outcome;
import edge.http.Exchange;

/// Who is told what invocations did. Called on the lane's event loop; must not block.
public interface Observer {

    /// A line of a function's log, or an exception with its stack.
    void log(AppVersion version, int invocation, LogLevel level, String text);

    /// An invocation answered with a WebSocket, and goes on until that is closed.
    void upgraded(AppVersion version, int invocation, Exchange exchange, long wallMicros);

    /// An invocation ended. `status` is that of the answer, 0 where none went out.
    void ended(Ended ended);

    /// A version was loaded into an isolate.
    void loaded(AppVersion version, Message.Loaded figures);

    /// The first child is locked; these layers of its lock this kernel or user could not give.
    void locked(java.util.List<String> missing);

    /// A child was lost.
    void childLost(String reason);

    /// Something that ought not to happen did.
    void bug(String where, Throwable cause);

    /// Answers where a version did not: by outcome, with what the code threw.
    void answerFailure(Exchange exchange, AppVersion version, Failure failure);

    /// Why a version gave no answer.
    record Failure(Outcome outcome, String detail) {

        /// The status of the answer: 500 where the code is to blame, 503 where it may be well
        /// another time.
        public int status() {
            return switch (outcome) {
                case OK, EXCEPTION, HUNG, START_FAILED, START_HUNG, NO_HANDLER, NO_RESPONSE -> 500;
                case EXCEEDED_CPU, EXCEEDED_MEMORY, EXCEEDED_WALL, EXCEEDED_STARTUP -> 503;
                case CANCELED, ISOLATE_LOST, CHILD_LOST -> 503;
            };
        }
    }

    /// The end of an invocation.
    record Ended(int invocation, Event event, int status, MeterRecord meter, String detail) {}
}
