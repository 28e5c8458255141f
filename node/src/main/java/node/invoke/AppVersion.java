package node.invoke;

import base.lane.VersionImage;
import base.lane.VersionLimits;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import node.inner.Fetcher;

/// A version of an app, ready to be loaded into children.
///
/// @param id names it on the lane
/// @param app name of the app
/// @param name of this version
/// @param image its code
/// @param limits what it may use in a child
/// @param subrequestsMax outgoing calls of one invocation
/// @param connectionsMax outgoing calls of one invocation at the same time
/// @param bodyBytesMax size of a request body
/// @param fetchers whom its code may call, by the names in its `env`
public record AppVersion(
        int id,
        String app,
        String name,
        VersionImage image,
        VersionLimits limits,
        int subrequestsMax,
        int connectionsMax,
        long bodyBytesMax,
        Map<String, Fetcher> fetchers) {

    /// Gives ids to versions.
    public static final class Ids {
        private final AtomicInteger issued = new AtomicInteger();

        /// One that was not given before.
        public int next() {
            return issued.incrementAndGet();
        }
    }
}
