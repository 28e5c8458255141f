package isolate.v8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a debugger is told of console calls, set right in two things. A line of the console is made
/// by the prelude, so that its frames stand on top of the stack, of which a debugger shows the
/// topmost as the line's place: that is to be the caller's. And Javet gives V8's inspector no
/// clock, so that all lines are of the year 1970.
final class ConsoleMessages {
    private static final String CALLED = "{\"method\":\"Runtime.consoleAPICalled\"";
    private static final String NO_TIME = "\"timestamp\":0";
    private static final String STACK = "\"stackTrace\":{\"callFrames\":[";
    private static final Pattern FRAME =
            Pattern.compile(
                    "\\G\\{\"functionName\":\"[^\"]*\",\"scriptId\":\"\\d+\",\"url\":\""
                            + Pattern.quote(Isolate.DEBUGGED_PRELUDE)
                            + "\",\"lineNumber\":\\d+,\"columnNumber\":\\d+\\},?");

    private ConsoleMessages() {}

    /// The message set right; other messages as they are.
    static String mended(String message, long nowMillis) {
        return message.startsWith(CALLED) ? timed(withoutPrelude(message), nowMillis) : message;
    }

    private static String timed(String message, long nowMillis) {
        int at = message.lastIndexOf(NO_TIME);
        return at < 0
                ? message
                : message.substring(0, at)
                        + "\"timestamp\":"
                        + nowMillis
                        + message.substring(at + NO_TIME.length());
    }

    private static String withoutPrelude(String message) {
        int begin = message.lastIndexOf(STACK);
        if (begin < 0) {
            return message;
        }
        begin += STACK.length();
        int end = begin;
        Matcher frames = FRAME.matcher(message);
        while (frames.find(end)) {
            end = frames.end();
        }
        return end == begin ? message : message.substring(0, begin) + message.substring(end);
    }
}
