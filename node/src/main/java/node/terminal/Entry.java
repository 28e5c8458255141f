package node.terminal;

import base.lane.LogLevel;
import base.meter.MeterRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                    all += own + console.weight();
                }
                yield all;
            }
            case Late(_, Console console) -> own + console.weight();
            case Meter _, Loaded _ -> own;
            case Fault fault -> own + fault.line().length() + fault.problem().weight();
            case Reload reload -> own * (1 + reload.files().size());
            case Ready ready -> own * (1 + ready.apps().size());
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

    /// A version was loaded into an isolate, as one line of JSON.
    ///
    /// @param takeMicros to have an isolate
    /// @param loadMicros to load the code into it
    /// @param cached whether V8's code cache was used
    record Loaded(String app, long takeMicros, long loadMicros, boolean cached) implements Entry {}

    /// Text of ours, on standard output or standard error; ended with a line end where it has none.
    record Said(String text, boolean error) implements Entry {}

    /// Something is wrong with an app as it stands on disk.
    ///
    /// @param app its name; empty where that is not known yet
    /// @param problem what
    /// @param line what a person reads in its place; empty for the problem at its full length
    record Fault(String app, Showable problem, String line) implements Entry {}

    /// An app was read again because it changed, or somebody asked for it.
    ///
    /// @param app its name
    /// @param millis how long it took
    /// @param files names of what changed; empty when it was asked for
    /// @param good whether it can be served as it now is
    /// @param answers whether it is served at all, perhaps as it was before
    record Reload(String app, long millis, List<String> files, boolean good, boolean answers)
            implements Entry {}

    /// The apps are served from now on.
    ///
    /// @param version of Edgewise
    /// @param apps each with its address
    /// @param page address of the dev page
    /// @param keys what may be typed; empty where nothing may
    record Ready(String version, List<Served> apps, String page, String keys) implements Entry {}

    /// An app and where it is.
    ///
    /// @param bindings what it was given, in a few words
    record Served(String app, String url, String bindings) {}

    /// A line that an app's code wrote.
    ///
    /// @param level how loud
    /// @param text what was written, perhaps several lines
    /// @param detail what the text says, understood; null where it is just text
    record Console(LogLevel level, String text, @Nullable Showable detail) {

        /// A line of plain text.
        public Console(LogLevel level, String text) {
            this(level, text, null);
        }

        int weight() {
            return text.length() + (detail == null ? 0 : detail.weight());
        }
    }
}
