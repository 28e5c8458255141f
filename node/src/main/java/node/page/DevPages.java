package node.page;

import edge.http.Exchange;
import edge.http.Handler;
import edge.http.Problem;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import node.diagnose.ErrorDocs;
import node.diagnose.ErrorPage;
import org.jspecify.annotations.Nullable;

/// Answers what `dev` itself has below `/_edgewise`, and hands everything else on, with the reload
/// script where a page is asked for. On the event loop, but for what tells of changes.
///
/// A page of another origin can read nothing here: no answer allows it (there is no CORS), what
/// tells of apps refuses a browser that says it asks for another site (Fetch Metadata, "The
/// Sec-Fetch-Site HTTP Request Header"), and a name that is none of the apps' hosts is not
/// answered, so that no DNS server can make this machine a site of its own.
public final class DevPages implements Handler {
    private static final String ROOT = "/_edgewise";
    private static final String ERRORS = ErrorDocs.PREFIX.substring(ROOT.length());
    private static final String PROBLEMS = ROOT + "/problems";

    private final Handler apps;
    private final Function<RequestHead, @Nullable PageApp> find;
    private final boolean reloads;
    private final EventLoop loop;
    private final Live live;
    private final PageFiles files = new PageFiles();
    private final Map<PageApp, EventStream> changes = new HashMap<>();

    /// Which apps there are.
    ///
    /// @param handler answers all other requests
    /// @param find the app of a request's host; null where there is none
    /// @param all of them
    public record Apps(
            Handler handler,
            Function<RequestHead, @Nullable PageApp> find,
            Supplier<List<? extends PageApp>> all) {}

    /// Pages before the apps' own.
    ///
    /// @param live what happens
    /// @param reloads whether pages get the reload script
    public DevPages(EventLoop loop, Apps apps, Live live, boolean reloads) {
        this.loop = loop;
        this.apps = apps.handler();
        this.find = apps.find();
        this.live = live;
        this.reloads = reloads;
        live.of(apps.all());
    }

    @Override
    public void handle(Exchange exchange) {
        String target = exchange.head().target();
        PageApp app = isOurs(target) ? find.apply(exchange.head()) : null;
        if (app != null) {
            int query = target.indexOf('?');
            String path = target.substring(ROOT.length(), query < 0 ? target.length() : query);
            serve(exchange, app, path);
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
        String method = exchange.head().method();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            Problem.of(405, "'" + ROOT + path + "' takes GET only.").answer(exchange);
            return;
        }
        switch (path) {
            case "/changes" -> ifOwn(exchange, () -> changes(app, exchange));
            case "/live" -> ifOwn(exchange, () -> live.open(exchange));
            case "/problems" -> ifOwn(exchange, () -> problems(exchange, app));
            case String page when page.startsWith(ERRORS) ->
                    explain(exchange, page.substring(ERRORS.length()));
            default -> {
                PageFiles.File file = files.find(path);
                if (file == null) {
                    Problem.of(404, "Edgewise has nothing at '" + ROOT + path + "'.")
                            .answer(exchange);
                } else {
                    answer(exchange, file.type(), file.policy(), file.bytes());
                }
            }
        }
    }

    private static void ifOwn(Exchange exchange, Runnable answer) {
        if (isFromElsewhere(exchange.head())) {
            Problem.of(403, "This is for pages of this host only.").answer(exchange);
        } else if (exchange.head().method().equals("HEAD")) {
            Problem.of(405, "This takes GET only.").answer(exchange);
        } else {
            answer.run();
        }
    }

    /// What is no browser does not say where it comes from, and may ask.
    private static boolean isFromElsewhere(RequestHead head) {
        String site = head.header("sec-fetch-site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private void changes(PageApp app, Exchange exchange) {
        stream(app).open(exchange, state(app));
    }

    private static void explain(Exchange exchange, String code) {
        String page = ErrorDocs.page(code);
        if (page == null) {
            Problem.of(404, "There is no error with the code '" + code + "'.").answer(exchange);
        } else {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            answer(exchange, "text/plain; charset=utf-8", PageFiles.NOTHING, body);
        }
    }

    private EventStream stream(PageApp app) {
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
                        Map.entry("referrer-policy", "no-referrer"),
                        Map.entry("cross-origin-resource-policy", "same-origin"),
                        Map.entry("content-security-policy", policy));
        boolean head = exchange.head().method().equals("HEAD");
        exchange.respond(
                new ResponseHead(200, "", headers, body.length),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    }

    /// Any thread: the app is another one now, or what is wrong with it is.
    public void changed(PageApp app) {
        loop.execute(() -> {
            boolean mended = app.problems().isEmpty();
            stream(app).send(mended ? EventStream.event("changed", "") : state(app));
        });
    }

    /// Any thread: ends what would never end by itself.
    public void close() {
        loop.execute(() -> {
            changes.values().forEach(EventStream::close);
            live.close();
        });
    }

    @Override
    public void failed(RequestHead head, Throwable cause) {
        apps.failed(head, cause);
    }
}
