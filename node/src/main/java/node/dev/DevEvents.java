package node.dev;

import edge.http.Exchange;
import edge.http.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.function.Consumer;
import node.invoke.AppVersion;
import node.invoke.Event;

/// The paths of an app's host by which `dev`, as wrangler, has events other than requests tried
/// out.
final class DevEvents {
    private static final String HANDLERS = "/cdn-cgi/handler/";
    private static final String TEST_SCHEDULED = "/__scheduled";
    private static final int CRON_CHARS_MAX = 200;

    /// The kinds of events that wrangler or Workers know besides.
    private static final List<String> NOT_YET =
            List.of("email", "queue", "tail", "trace", "connect");

    private DevEvents() {}

    /// Whether a target is one of these.
    static boolean isOurs(String target) {
        return target.startsWith(HANDLERS) || isTestScheduled(target);
    }

    private static boolean isTestScheduled(String target) {
        return target.equals(TEST_SCHEDULED) || target.startsWith(TEST_SCHEDULED + "?");
    }

    /// Answers, or makes an event of it for `events`.
    static void answer(Exchange exchange, AppVersion version, Consumer<Event> events) {
        String target = exchange.head().target();
        var query = new QueryStringDecoder(target);
        if (isTestScheduled(target) || query.path().equals(HANDLERS + "scheduled")) {
            scheduled(exchange, version, query, events);
        } else {
            refuse(exchange, query.path().substring(HANDLERS.length()));
        }
    }

    private static void scheduled(
            Exchange exchange,
            AppVersion version,
            QueryStringDecoder query,
            Consumer<Event> events) {
        String cron = first(query, "cron");
        String time = first(query, "time");
        if (cron.length() > CRON_CHARS_MAX || cron.chars().anyMatch(c -> c < ' ')) {
            Problem.of(400, "'cron' is longer than 200 characters, or holds control characters.")
                    .answer(exchange);
            return;
        }
        try {
            long millis = time.isEmpty() ? System.currentTimeMillis() : Long.parseLong(time);
            events.accept(new Event.Scheduled(version, exchange, cron, millis));
        } catch (NumberFormatException _) {
            Problem.of(400, "'time' is '" + time + "'; it is a number of milliseconds since 1970.")
                    .answer(exchange);
        }
    }

    private static String first(QueryStringDecoder query, String name) {
        List<String> values = query.parameters().get(name);
        return values == null ? "" : values.getFirst();
    }

    private static void refuse(Exchange exchange, String kind) {
        String sentence =
                NOT_YET.contains(kind)
                        ? "Events of the kind '" + kind + "' are not here yet."
                        : "There are no events of the kind '" + kind + "'.";
        Problem.of(
                        NOT_YET.contains(kind) ? 501 : 404,
                        sentence + " '" + HANDLERS + "scheduled' is what can be tried.")
                .answer(exchange);
    }
}
