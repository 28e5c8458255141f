package isolate.run;

import isolate.v8.Isolate;

/// What actors share in this process.
///
/// @param lane to the node
/// @param calls who owns which stream
/// @param timers for `setTimeout` and the like
/// @param scheduler its threads run the actors
/// @param spares booted isolates
public record Child(Lane lane, Calls calls, Timers timers, Scheduler scheduler, Spares spares) {

    Isolate takeIsolate() {
        return spares.take();
    }
}
