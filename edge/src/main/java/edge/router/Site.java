package edge.router;

import edge.assets.Assets;
import edge.http.Exchange;
import edge.http.Handler;
import edge.http.Problem;
import edge.http.RequestHead;
import org.jspecify.annotations.Nullable;

/// What answers for an app: its files first, and where there is no such file its worker.
///
/// @param app name of the app
/// @param worker answers what no file answers; null for an app of files alone
/// @param assets the files; null for an app without
public record Site(String app, @Nullable Handler worker, @Nullable Assets assets)
        implements Handler {

    @Override
    public void handle(Exchange exchange) {
        if (assets != null && assets.tryServe(exchange)) {
            return;
        }
        if (worker != null) {
            worker.handle(exchange);
        } else if (assets != null) {
            assets.refuse(exchange);
        } else {
            Problem.of(404, "The app '" + app + "' has neither a worker nor files.")
                    .answer(exchange);
        }
    }

    @Override
    public void failed(RequestHead head, Throwable cause) {
        if (worker != null) {
            worker.failed(head, cause);
        } else {
            Handler.super.failed(head, cause);
        }
    }
}
