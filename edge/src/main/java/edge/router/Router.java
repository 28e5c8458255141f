package edge.router;

import edge.http.Exchange;
import edge.http.Handler;
import edge.http.Problem;
import edge.http.RequestHead;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Hands each request to the site of its host and path, by a table that may be swapped at any time
/// from any thread: a request meets either the old or the new one.
public final class Router implements Handler {

    /// A table and the sentence for those who ask for a host that is not in it.
    private record Routes(RouteTable table, String hint) {}

    private final AtomicReference<Routes> routes =
            new AtomicReference<>(new Routes(RouteTable.EMPTY, ""));

    /// Puts another table in the place of the present one.
    ///
    /// @param hint a sentence that follows "There is no app at …", such as a list of what there is;
    ///   may be empty
    public void swap(RouteTable table, String hint) {
        routes.set(new Routes(table, hint));
    }

    /// The table of this moment.
    public RouteTable table() {
        return routes.get().table();
    }

    @Override
    public void handle(Exchange exchange) {
        Routes now = routes.get();
        RequestHead head = exchange.head();
        Site site = now.table().find(head.authority(), head.target());
        if (site != null) {
            site.handle(exchange);
            return;
        }
        String sentence = "There is no app at '" + RouteTable.hostOf(head.authority()) + "'.";
        Problem.of(404, now.hint().isEmpty() ? sentence : sentence + " " + now.hint())
                .answer(exchange);
    }

    @Override
    public void failed(RequestHead head, Throwable cause) {
        @Nullable Site site = table().find(head.authority(), head.target());
        if (site != null) {
            site.failed(head, cause);
        } else {
            Handler.super.failed(head, cause);
        }
    }
}
