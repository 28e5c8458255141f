package edge.router;

import edge.assets.Assets;
import edge.assets.rule.UrlPath;
import edge.http.Exchange;
import edge.http.Handler;
import edge.http.Problem;
import edge.http.RequestHead;
import org.jspecify.annotations.Nullable;

/// What answers for an app: its files first, and where there is no such file its worker; for some
/// paths the worker first.
///
/// @param app name of the app
/// @param worker answers what no file answers; null for an app of files alone
/// @param assets the files; null for an app without
/// @param workerFirst for which paths the files wait for the worker to ask for them
public record Site(
        String app, @Nullable Handler worker, @Nullable Assets assets, WorkerFirst workerFirst)
        implements Handler {

    /// Files before the worker.
    public Site(String app, @Nullable Handler worker, @Nullable Assets assets) {
        this(app, worker, assets, WorkerFirst.NEVER);
    }

    @Override
    public void handle(Exchange exchange) {
        if (assets == null) {
            work(exchange);
            return;
        }
        if (worker == null) {
            assets.handle(exchange);
            return;
        }
        switch (workerFirst.of(UrlPath.of(exchange.head().target()))) {
            case WORKER -> worker.handle(exchange);
            case FILES_ALONE -> assets.handle(exchange);
            case FILES -> {
                // Paths that were named settle whose the others are.
                if (!assets.tryServe(exchange, workerFirst instanceof WorkerFirst.Paths)) {
                    worker.handle(exchange);
                }
            }
        }
    }

    private void work(Exchange exchange) {
        if (worker != null) {
            worker.handle(exchange);
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
