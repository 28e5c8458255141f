package node.terminal;

import base.lane.LogLevel;
import base.meter.MeterRecord;
import java.util.List;

/// Something to be shown. The caller only makes the record; what it looks like is worked out on the
/// terminal's own thread.
public sealed interface Entry {

    /// About how many characters of memory it holds.
    default int weight() {
        int own = 128;
        return switch (this) {
            case Request request -> {
                int all = own + request.target().length();
                for (Console console : request.console()) {
                    all += own + console.text().length();
                }
                yield all;
            }
            case Late(_, Console console) -> own + console.text().length();
            case Meter _ -> own;
            case Said(String text, _) -> own + text.length();
        };
    }

    /// A request that was answered, with what its code had to say.
    ///
    /// @param epochMillis when it came
    /// @param app whose it was
    /// @param method as sent
    /// @param target path and query
    /// @param status of the answer; 0 where none was given
    /// @param wallMicros from its arrival to its end
    /// @param cpuMicros processor time of its code; -1 where no code ran
    /// @param bytes of the answer's body
    /// @param outcome how it ended: `ok` or what went wrong in a word
    /// @param console its console lines, in order
    record Request(
            long epochMillis,
            String app,
            String method,
            String target,
            int status,
            long wallMicros,
            long cpuMicros,
            long bytes,
            String outcome,
            List<Console> console)
            implements Entry {}

    /// A console line that comes after its request was shown, or belongs to none.
    record Late(String app, Console console) implements Entry {}

    /// A meter record, as one line of JSON.
    record Meter(MeterRecord usage) implements Entry {}

    /// Text of ours, on standard output or standard error; ended with a line end where it has none.
    record Said(String text, boolean error) implements Entry {}

    /// A line that an app's code wrote.
    ///
    /// @param level how loud
    /// @param text what was written, perhaps several lines
    record Console(LogLevel level, String text) {}
}
