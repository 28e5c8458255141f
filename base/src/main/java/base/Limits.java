package base;

/// Every bound of the platform, each with its unit in its name.
///
/// A bound is checked before anything is allocated for what it bounds. [#DEFAULT] is what a
/// newcomer gets; an app narrows or widens its own through its configuration where that is allowed.
///
/// @param http what a client may send and how long it may take
/// @param invocation what one invocation may use
/// @param lane what node and child may send each other
public record Limits(Http http, Invocation invocation, Lane lane) {

    /// The defaults, as told in the documentation.
    public static final Limits DEFAULT = new Limits(Http.DEFAULT, Invocation.DEFAULT, Lane.DEFAULT);

    /// The bounds of an HTTP connection.
    ///
    /// @param requestLineBytesMax method, target and version; beyond it 414
    /// @param headerBytesMax all header lines together; beyond it 431
    /// @param bodyBytesMax a request body; beyond it 413
    /// @param headMillisMax from the first byte of a request to the end of its head; beyond it 408
    /// @param idleMillisMax a kept connection without a request; then it is closed
    /// @param stallMillisMax a request body of which nothing comes, or an answer of which the
    ///   client takes nothing; then the connection is cut
    /// @param readAheadBytesMax read of a connection before it is asked for: of a body, or of
    ///   requests that wait for their turn; beyond it the client is held back
    /// @param connectionsMax open connections in all; beyond it 503 and closed
    public record Http(
            int requestLineBytesMax,
            int headerBytesMax,
            long bodyBytesMax,
            long headMillisMax,
            long idleMillisMax,
            long stallMillisMax,
            int readAheadBytesMax,
            int connectionsMax) {
        /// Workers' figures where there are such.
        public static final Http DEFAULT =
                new Http(
                        16 * 1024,
                        128 * 1024,
                        100L * 1024 * 1024,
                        15_000,
                        75_000,
                        60_000,
                        64 * 1024,
                        20_000);
    }

    /// The bounds of a WebSocket, whichever side began it.
    ///
    /// @param messageBytesMax a message received; beyond it close 1009
    /// @param pingMillis a silent other side is pinged after this time, and cut when it is silent
    ///   for as long again
    /// @param closeMillisMax from our close to the answer of the other side; then the connection is
    ///   cut
    /// @param stallMillisMax the other side takes nothing of what waits for it; then it is cut
    /// @param readAheadBytesMax read of a connection before it is asked for; beyond it the other
    ///   side is held back
    public record Socket(
            int messageBytesMax,
            long pingMillis,
            long closeMillisMax,
            long stallMillisMax,
            int readAheadBytesMax) {
        /// What a piece of a message takes of credit beside its bytes.
        public static final int FRAME_COST_BYTES = 64;

        /// Workers' figure for messages.
        public static final Socket DEFAULT =
                new Socket(32 * 1024 * 1024, 30_000, 10_000, 60_000, 64 * 1024);
    }

    /// The bounds of the files that one app serves.
    ///
    /// @param filesMax files of one directory; beyond it the directory is refused
    /// @param cachedFileBytesMax a file up to this size may be kept in memory
    /// @param cachedBytesMax what is kept in memory of one directory; other files are read as asked
    public record Assets(int filesMax, int cachedFileBytesMax, long cachedBytesMax) {
        /// Workers' figure for the files.
        public static final Assets DEFAULT = new Assets(20_000, 64 * 1024, 32L * 1024 * 1024);
    }

    /// The bounds of one invocation and of the isolate that it runs in.
    ///
    /// @param cpuMillisMax processor time of one invocation
    /// @param startupMillisMax processor time of evaluating a version's modules
    /// @param heapBytesMax V8 heap of one isolate
    /// @param afterMillisMax wall time that `waitUntil` may take after the answer
    /// @param blockMillisMax wall time of one blocking op
    /// @param subrequestsMax outgoing calls of one invocation
    /// @param connectionsMax outgoing connections of one invocation at once; more wait
    /// @param logBytesMax log text of one invocation; what is beyond is dropped and said so
    public record Invocation(
            long cpuMillisMax,
            long startupMillisMax,
            long heapBytesMax,
            long afterMillisMax,
            long blockMillisMax,
            int subrequestsMax,
            int connectionsMax,
            int logBytesMax) {
        /// Workers' figures where there are such.
        public static final Invocation DEFAULT =
                new Invocation(
                        30_000, 1_000, 128L * 1024 * 1024, 30_000, 30_000, 10_000, 6, 256 * 1024);

        /// The same with another bound on processor time.
        public Invocation cpuMillisMax(long millis) {
            return new Invocation(
                    millis,
                    startupMillisMax,
                    heapBytesMax,
                    afterMillisMax,
                    blockMillisMax,
                    subrequestsMax,
                    connectionsMax,
                    logBytesMax);
        }
    }

    /// The bounds of the lane between node and child.
    ///
    /// @param frameBytesMax payload of one frame
    /// @param chunkBytesMax body bytes in one frame
    /// @param windowBytes credit of a body stream: what may be under way unacknowledged
    /// @param inlineBytesMax a body of at most this size travels with its head
    /// @param unsentBytesMax what may wait to be written to a child; beyond it new work is refused
    public record Lane(
            int frameBytesMax,
            int chunkBytesMax,
            int windowBytes,
            int inlineBytesMax,
            int unsentBytesMax) {
        /// Measured: larger chunks gained nothing.
        public static final Lane DEFAULT =
                new Lane(1024 * 1024, 64 * 1024, 1024 * 1024, 64 * 1024, 64 * 1024 * 1024);
    }
}
