package node.dev;

/// Serves apps until it is told to end.
@FunctionalInterface
public interface DevServer {

    /// Serves, and returns the exit code of the process when it has ended: 0 when it was asked to.
    int serve(DevOptions options);
}
