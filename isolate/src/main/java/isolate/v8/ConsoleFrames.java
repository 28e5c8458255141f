package isolate.v8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stacks of console calls as a debugger is told them. A line of the console is made by the
/// prelude; a debugger shows the topmost frame as the line's place, which is to be the caller's.
final class ConsoleFrames {
    private static final String CALLED = "{\"method\":\"Runtime.consoleAPICalled\"";
    private static final String STACK = "\"stackTrace\":{\"callFrames\":[";
    private static final Pattern FRAME =
            Pattern.compile(
                    "\\G\\{\"functionName\":\"[^\"]*\",\"scriptId\":\"\\d+\",\"url\":\""
                            + Pattern.quote(Isolate.DEBUGGED_PRELUDE)
                            + "\",\"lineNumber\":\\d+,\"columnNumber\":\\d+\\},?");

    private ConsoleFrames() {}

    /// The message without the prelude's frames on top of its stack; other messages as they are.
    static String withoutPrelude(String message) {
        if (!message.startsWith(CALLED)) {
            return message;
        }
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
