package node.invoke;

import edge.http.Exchange;

/// Something that a version's code is to handle. Whoever asks for it waits at the other end of an
/// exchange, also where the event is no request.
public sealed interface Event {

    /// Whose code handles it.
    AppVersion version();

    /// Where its answer goes.
    Exchange exchange();

    /// As the child is told of it: `method\nurl\nname\nvalue...`.
    String head();

    /// A request, for `fetch`.
    record Request(AppVersion version, Exchange exchange) implements Event {
        @Override
        public String head() {
            return HeadText.of(exchange.head());
        }
    }

    /// The time of a cron expression has come, for `scheduled`.
    ///
    /// @param cron the expression; may be empty
    /// @param epochMillis the time that it was to come at
    record Scheduled(AppVersion version, Exchange exchange, String cron, long epochMillis)
            implements Event {

        /// Refuses what would be two lines on the lane.
        public Scheduled {
            if (cron.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a cron expression of two lines");
            }
        }

        @Override
        public String head() {
            return "@scheduled\n" + cron + "\n" + epochMillis;
        }
    }
}
