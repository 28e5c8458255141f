package node.inner;

import edge.http.Exchange;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import node.fetch.FetchBody;
import node.fetch.FetchListener;
import node.fetch.FetchRequest;
import node.fetch.FetchResponse;
import node.fetch.FetchUrl;
import node.fetch.Fetching;
import node.fetch.HeadRules;
import node.fetch.Redirection;
import org.jspecify.annotations.Nullable;

/// A request by a binding, over the redirects that it follows: each hop is an [InnerExchange] that
/// the bound handler answers. On the loop that callers and callees share.
public final class InnerCall implements Fetching {

    /// Calls of apps that call each other in a chain; one more is refused.
    static final int DEPTH_MAX = 32;

    private static final int REDIRECTS_MAX = 20;

    private final Fetcher to;
    private final FetchListener listener;
    private final InetSocketAddress client;
    private final int depth;
    private final Exchange caller;
    private FetchRequest.Redirect redirect = FetchRequest.Redirect.FOLLOW;
    private @Nullable ByteBuf wholeBody;
    private @Nullable InnerExchange hop;
    private int redirects;
    private boolean over;

    private InnerCall(Fetcher to, Exchange caller, FetchListener listener) {
        this.to = to;
        this.caller = caller;
        this.listener = listener;
        client = caller.head().client();
        depth = 1 + (caller instanceof InnerExchange inner ? inner.depth() : 0);
    }

    /// A call that was not begun.
    ///
    /// @param caller what is handled by whoever calls
    public static InnerCall of(Fetcher to, Exchange caller, FetchListener listener) {
        return new InnerCall(to, caller, listener);
    }

    /// Begins it. The listener is told everything later, never from within this method.
    ///
    /// @throws IllegalArgumentException with a sentence when it cannot be asked; a whole body was
    ///   released then
    public void begin(FetchRequest request, FetchBody body) {
        if (body instanceof FetchBody.Whole(ByteBuf bytes)) {
            wholeBody = bytes;
        }
        try {
            if (depth > DEPTH_MAX) {
                throw new IllegalArgumentException(
                        "Apps have called each other %d times in a chain, and no more may: %s cannot be called. Does one of them call itself?"
                                .formatted(DEPTH_MAX, to.name()));
            }
            redirect = request.redirect();
            ask(head(request, body));
        } catch (IllegalArgumentException refused) {
            end();
            throw refused;
        }
    }

    private RequestHead head(FetchRequest request, FetchBody body) {
        FetchUrl url = FetchUrl.parse(request.url());
        if (url == null) {
            throw new IllegalArgumentException(
                    "'" + request.url() + "' is no http or https URL that can be fetched.");
        }
        HeadRules.checkMethod(request.method());
        List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers().size());
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            HeadRules.check(name, header.getValue());
            headers.add(Map.entry(name, header.getValue()));
        }
        long bytes =
                switch (body) {
                    case FetchBody.None _ -> 0;
                    case FetchBody.Whole(ByteBuf whole) -> whole.readableBytes();
                    case FetchBody.Stream(long length) -> length;
                };
        return head(request.method(), url, headers, bytes);
    }

    private RequestHead head(
            String method, FetchUrl url, List<Map.Entry<String, String>> headers, long bytes) {
        return new RequestHead(
                method,
                url.origin().tls() ? "https" : "http",
                url.origin().authority(),
                url.target(),
                headers,
                bytes,
                client);
    }

    private void ask(RequestHead head) {
        var exchange = new InnerExchange(this, head, new Route(caller.loop(), depth, to.asides()));
        hop = exchange;
        ByteBuf whole = wholeBody;
        if (whole != null && head.bodyBytes() > 0) {
            exchange.add(whole.retainedDuplicate());
        }
        if (whole != null || head.bodyBytes() == 0) {
            exchange.bodyEnd();
        }
        caller.loop().execute(() -> hand(exchange));
    }

    /// How an exchange came to be.
    ///
    /// @param depth how many apps called each other before it
    record Route(
            io.netty.channel.EventLoop loop, int depth, List<Map.Entry<String, String>> asides) {}

    private void hand(InnerExchange exchange) {
        if (over) {
            return;
        }
        try {
            to.handler().handle(exchange);
        } catch (RuntimeException thrown) {
            to.handler().failed(exchange.head(), thrown);
            exchange.fail("The call of " + to.name() + " could not be answered.");
        }
    }

    // ---- from whoever asks

    @Override
    public void write(ByteBuf piece) {
        InnerExchange now = hop;
        if (over || now == null) {
            piece.release();
        } else {
            now.add(piece);
        }
    }

    @Override
    public void finishBody() {
        InnerExchange now = hop;
        if (now != null) {
            now.bodyEnd();
        }
    }

    @Override
    public void pull(int bytes) {
        InnerExchange now = hop;
        if (now != null) {
            now.answerCredit(bytes);
        }
    }

    @Override
    public void cancel() {
        InnerExchange now = hop;
        if (!over) {
            end();
            if (now != null) {
                now.lost();
            }
        }
    }

    // ---- from whoever answers

    void head(InnerExchange of, ResponseHead head, long bodyBytes) {
        String location = location(head);
        if (location == null || redirect == FetchRequest.Redirect.MANUAL) {
            tell(of, head, bodyBytes);
        } else if (redirect == FetchRequest.Redirect.ERROR) {
            broken(of, "it redirects, which was not wanted");
        } else {
            follow(of, head.status(), location);
        }
    }

    private static @Nullable String location(ResponseHead head) {
        if (Redirection.is(head.status())) {
            for (Map.Entry<String, String> header : head.headers()) {
                if (header.getKey().equalsIgnoreCase("location")) {
                    return header.getValue();
                }
            }
        }
        return null;
    }

    private void tell(InnerExchange of, ResponseHead head, long bodyBytes) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(head.headers().size());
        for (Map.Entry<String, String> header : head.headers()) {
            headers.add(Map.entry(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        }
        listener.head(
                new FetchResponse(
                        head.status(), head.reason(), headers, of.url(), redirects > 0, bodyBytes));
    }

    private void follow(InnerExchange of, int status, String location) {
        FetchUrl from = FetchUrl.parse(of.url());
        FetchUrl next = from == null ? null : from.resolve(location);
        var redirection = Redirection.of(of.head().method(), status);
        long bytes = redirection.bodiless() ? 0 : of.head().bodyBytes();
        if (from == null || next == null) {
            broken(of, "it redirects to no URL that can be fetched");
        } else if (++redirects > REDIRECTS_MAX) {
            broken(of, "it redirects more than " + REDIRECTS_MAX + " times");
        } else if (bytes != 0 && wholeBody == null) {
            broken(of, "it redirects, and a streamed body cannot be sent again");
        } else {
            boolean elsewhere = !next.origin().equals(from.origin());
            hop = null;
            of.discard();
            ask(
                    head(
                            redirection.becomesGet() ? "GET" : of.head().method(),
                            next,
                            redirection.kept(of.head().headers(), elsewhere),
                            bytes));
        }
    }

    private void broken(InnerExchange of, String why) {
        failed(of, "The call of " + to.name() + " failed: " + why + ".");
        of.lost();
    }

    void data(InnerExchange of, ByteBuf piece) {
        if (of.equals(hop)) {
            listener.data(piece);
        } else {
            piece.release();
        }
    }

    void ended(InnerExchange of) {
        if (of.equals(hop)) {
            end();
            listener.end();
        }
    }

    void consumed(InnerExchange of, int bytes) {
        if (of.equals(hop) && wholeBody == null) {
            listener.written(bytes);
        }
    }

    void failed(InnerExchange of, String sentence) {
        if (of.equals(hop)) {
            end();
            listener.failed(sentence);
        }
    }

    private void end() {
        over = true;
        hop = null;
        if (wholeBody != null) {
            wholeBody.release();
            wholeBody = null;
        }
    }
}
