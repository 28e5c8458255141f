package isolate.run;

import base.lane.Debugging;

/// What actors share in this process.
///
/// @param lane to the node
/// @param calls who owns which stream
/// @param timers for `setTimeout` and the like
/// @param scheduler its threads run the actors
/// @param spares booted isolates
/// @param debugging whether debuggers may look at isolates
public record Child(
        Lane lane,
        Calls calls,
        Timers timers,
        Scheduler scheduler,
        Spares spares,
        Debugging debugging) {}
