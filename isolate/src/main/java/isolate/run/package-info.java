/// Who runs when: versions, their isolates as actors, the scheduler's threads, the watchdog.
///
/// An invocation waits at its [isolate.run.Version]; an [isolate.run.Actor] (an isolate with an
/// inbox) takes it in a slice on a thread of the [isolate.run.Scheduler]. Start reading at
/// [isolate.run.Actor].
@NullMarked
package isolate.run;

import org.jspecify.annotations.NullMarked;
