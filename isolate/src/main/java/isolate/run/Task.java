package isolate.run;

import base.lane.Message;

/// What an actor is to do next.
sealed interface Task {

    /// A new invocation.
    record Start(Message.Invoke invoke) implements Task {}

    /// A frame for one of its invocations; buffers in it are the actor's own.
    record Deliver(Message message) implements Task {}

    /// A timer is due.
    record TimerDue(int invocation, int timer) implements Task {}

    /// The invocation's time after its answer is over.
    record Expire(int invocation) implements Task {}

    /// See whether an invocation hangs.
    record Quiet() implements Task {}

    /// Do what a debugger asked for.
    record Inspect() implements Task {}

    /// Close the isolate if it is still idle.
    record Retire() implements Task {}
}
