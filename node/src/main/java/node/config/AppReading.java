package node.config;

import java.util.List;
import node.config.finding.Finding;

/// What came of reading an app's settings.
public sealed interface AppReading {

    /// The app can be run.
    ///
    /// @param warnings what was accepted but does nothing
    record Read(AppConfig config, List<Finding> warnings) implements AppReading {}

    /// It cannot; here is everything that is wrong with it.
    record Faulty(List<Finding> faults) implements AppReading {}
}
