package node.diagnose;

import base.meter.Outcome;

/// The kinds of things that go wrong in an app, each with a word that stays: in the terminal, on
/// error pages, in problem documents and in logs. Each has a page of that name in `docs/errors`.
public enum ErrorCode {
    /// A handler threw.
    EXCEPTION("exception", "Uncaught exception"),
    /// A promise was rejected and nobody listened.
    UNHANDLED_REJECTION("unhandledRejection", "Unhandled rejection"),
    /// A module threw while it started, or could not be linked.
    START_FAILED("startFailed", "The app did not start"),
    /// A module waits at its top level for what never comes.
    START_HUNG("startHung", "The app never started"),
    /// What was asked for has no handler.
    NO_HANDLER("noHandler", "No handler"),
    /// The handler answered with something that is no response.
    NO_RESPONSE("noResponse", "No response"),
    /// Nothing was left that could ever answer.
    HUNG("hung", "The code had hung"),
    /// Too much processor time.
    EXCEEDED_CPU("exceededCpu", "CPU limit exceeded"),
    /// Too much memory.
    EXCEEDED_MEMORY("exceededMemory", "Memory limit exceeded"),
    /// Too long a wait.
    EXCEEDED_WALL("exceededWall", "Time limit exceeded"),
    /// Too much processor time before the first request.
    EXCEEDED_STARTUP("exceededStartup", "Start-up limit exceeded"),
    /// The client left.
    CANCELED("canceled", "Canceled"),
    /// Stopped because of another request.
    ISOLATE_LOST("isolateLost", "Stopped with its isolate"),
    /// The process under it ended.
    CHILD_LOST("childLost", "Process lost"),
    /// The sources could not be bundled.
    BUILD_FAILED("buildFailed", "Build failed"),
    /// The settings are faulty.
    SETTINGS("settings", "Settings");

    private final String word;
    private final String title;

    ErrorCode(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// The word.
    public String word() {
        return word;
    }

    /// What it is called where there is no better name.
    public String title() {
        return title;
    }

    /// Where a node in development serves the page that explains it.
    public String path() {
        return ErrorDocs.PREFIX + word;
    }

    /// The code of an invocation that ended in this way; that of an exception where it went well
    /// and still gave no answer.
    public static ErrorCode of(Outcome outcome) {
        return switch (outcome) {
            case OK, EXCEPTION -> EXCEPTION;
            case EXCEEDED_CPU -> EXCEEDED_CPU;
            case EXCEEDED_MEMORY -> EXCEEDED_MEMORY;
            case EXCEEDED_WALL -> EXCEEDED_WALL;
            case EXCEEDED_STARTUP -> EXCEEDED_STARTUP;
            case CANCELED -> CANCELED;
            case ISOLATE_LOST -> ISOLATE_LOST;
            case CHILD_LOST -> CHILD_LOST;
            case HUNG -> HUNG;
            case START_FAILED -> START_FAILED;
            case START_HUNG -> START_HUNG;
            case NO_HANDLER -> NO_HANDLER;
            case NO_RESPONSE -> NO_RESPONSE;
        };
    }
}
