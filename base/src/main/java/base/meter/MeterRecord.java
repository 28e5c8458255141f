package base.meter;

/// What one invocation used; closed once, when the invocation ended.
///
/// @param app name of the app
/// @param version id of the version that ran
/// @param cpuMicros processor time of the isolate thread spent for it
/// @param wallMicros from its arrival to its end
/// @param subrequests outgoing calls that it made
/// @param bytesIn request body as the function was given it
/// @param bytesOut response body as the function gave it
/// @param outcome how it ended
public record MeterRecord(
        String app,
        String version,
        long cpuMicros,
        long wallMicros,
        int subrequests,
        long bytesIn,
        long bytesOut,
        Outcome outcome) {}
