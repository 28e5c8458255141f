package node.page;

import edge.http.Exchange;
import edge.http.Handler;
import edge.http.Problem;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import node.diagnose.ErrorDocs;
import node.diagnose.ErrorPage;
import org.jspecify.annotations.Nullable;

/// Answers what `dev` itself has below `/_edgewise`, and hands everything else on, with the reload
/// script where a page is asked for. On the event loop, but for what tells of changes.
public final class DevPages implements Handler {
    private static final String ROOT = "/_edgewise";
    private static final String ERRORS = ErrorDocs.PREFIX.substring(ROOT.length());
    private static final String PROBLEMS = ROOT + "/problems";

    private final Handler apps;
    private final Function<RequestHead, @Nullable PageApp> find;
    private final boolean reloads;
    private final EventLoop loop;
    private final byte[] script = resource("reload.js");
    private final Map<String, EventStream> changes = new HashMap<>();

    /// Pages before the apps' own.
    ///
    /// @param apps answers all other requests
    /// @param find the app of a request's host; null where there is none
    /// @param reloads whether pages get the reload script
    public DevPages(
            EventLoop loop,
            Handler apps,
            Function<RequestHead, @Nullable PageApp> find,
            boolean reloads) {
        this.loop = loop;
        this.apps = apps;
        this.find = find;
        this.reloads = reloads;
    }

    private static byte[] resource(String name) {
        try (InputStream in = DevPages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Exchange exchange) {
        String target = exchange.head().target();
        PageApp app = isOurs(target) ? find.apply(exchange.head()) : null;
        if (app != null) {
            serve(exchange, app, target.substring(ROOT.length()));
        } else {
            apps.handle(reloads ? ScriptedExchange.of(exchange) : exchange);
        }
    }

    private static boolean isOurs(String target) {
        return target.startsWith(ROOT)
                && (target.length() == ROOT.length()
                        || target.charAt(ROOT.length()) == '/'
                        || target.charAt(ROOT.length()) == '?');
    }

    private void serve(Exchange exchange, PageApp app, String path) {
        switch (path) {
            case "/reload.js" -> answer(exchange, "text/javascript; charset=utf-8", "", script);
            case "/changes" -> stream(app.name()).open(exchange, state(app));
            case "/problems" -> problems(exchange, app);
            case String page when page.startsWith(ERRORS) ->
                    explain(exchange, page.substring(ERRORS.length()));
            default ->
                    Problem.of(404, "Edgewise has nothing at '" + ROOT + path + "'.")
                            .answer(exchange);
        }
    }

    private static void explain(Exchange exchange, String code) {
        String page = ErrorDocs.page(code);
        if (page == null) {
            Problem.of(404, "There is no error with the code '" + code + "'.").answer(exchange);
        } else {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            answer(exchange, "text/plain; charset=utf-8", "", body);
        }
    }

    private EventStream stream(String app) {
        return changes.computeIfAbsent(app, _ -> new EventStream());
    }

    private static String state(PageApp app) {
        return app.problems().isEmpty() ? "" : EventStream.event("broken", PROBLEMS);
    }

    private static void problems(Exchange exchange, PageApp app) {
        String page = ErrorPage.of(app.name(), 500, app.problems());
        answer(
                exchange,
                "text/html; charset=utf-8",
                ErrorPage.POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
                page.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Exchange exchange, String type, String policy, byte[] body) {
        var headers =
                List.of(
                        Map.entry("content-type", type),
                        Map.entry("cache-control", "no-store"),
                        Map.entry("x-content-type-options", "nosniff"),
                        Map.entry(
                                "content-security-policy",
                                policy.isEmpty() ? "default-src 'none'" : policy));
        exchange.respond(
                new ResponseHead(200, "", headers, body.length), Unpooled.wrappedBuffer(body));
    }

    /// Any thread: the app is another one now, or what is wrong with it is.
    public void changed(PageApp app) {
        loop.execute(() -> {
            boolean mended = app.problems().isEmpty();
            stream(app.name()).send(mended ? EventStream.event("changed", "") : state(app));
        });
    }

    /// Any thread: ends what would never end by itself.
    public void close() {
        loop.execute(() -> changes.values().forEach(EventStream::close));
    }

    @Override
    public void failed(RequestHead head, Throwable cause) {
        apps.failed(head, cause);
    }
}
