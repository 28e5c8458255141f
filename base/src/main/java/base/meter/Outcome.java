package base.meter;

/// How an invocation ended.
public enum Outcome {
    /// The handler answered and its work is done.
    OK("ok"),
    /// The code threw.
    EXCEPTION("exception"),
    /// The bound on processor time was passed.
    EXCEEDED_CPU("exceededCpu"),
    /// The bound on the isolate's memory was passed.
    EXCEEDED_MEMORY("exceededMemory"),
    /// A bound on wall time was passed: a blocking op, or work after the answer.
    EXCEEDED_WALL("exceededWall"),
    /// The module took longer to start than it may.
    EXCEEDED_STARTUP("exceededStartup"),
    /// The client went away before the answer was whole.
    CANCELED("canceled"),
    /// Its isolate was stopped because of another invocation in it.
    ISOLATE_LOST("isolateLost"),
    /// The child ended under it.
    CHILD_LOST("childLost"),
    /// There was nothing left that could ever answer: the code had hung.
    HUNG("hung"),
    /// A module of it threw while it started, or could not be linked.
    START_FAILED("startFailed"),
    /// A module of it waits at its top level for something that never comes.
    START_HUNG("startHung"),
    /// It has no handler for what was asked of it.
    NO_HANDLER("noHandler"),
    /// Its handler answered with something that is no response.
    NO_RESPONSE("noResponse");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /// The word used in records, logs and error pages.
    public String word() {
        return word;
    }
}
