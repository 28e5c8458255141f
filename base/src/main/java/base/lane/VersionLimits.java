package base.lane;

/// What one version may use, as a child enforces it.
///
/// @param cpuMillisMax processor time of one invocation
/// @param startupMillisMax processor time of evaluating the modules
/// @param heapBytesMax V8 heap of one isolate
/// @param afterMillisMax wall time of work after the answer
/// @param blockMillisMax wall time of one blocking op
/// @param logBytesMax log text of one invocation
/// @param isolatesMax isolates of this version at once in one child
public record VersionLimits(
        int cpuMillisMax,
        int startupMillisMax,
        long heapBytesMax,
        int afterMillisMax,
        int blockMillisMax,
        int logBytesMax,
        int isolatesMax) {}
