package node.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// A call that was made; used on the client's loop.
public final class FetchCall implements Fetching {

    /// How much of a redirect's own body is read over to keep its connection.
    private static final int REDIRECT_BYTES_MAX = 64 * 1024;

    private static final int SWITCHING = 101;

    /// Stands for a redirect that leads to no URL.
    private static final FetchUrl NOWHERE = new FetchUrl(new Origin(false, "", 0), "");

    private static final Set<String> OF_CONNECTION =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private final FetchClient client;
    private final FetchRequest asked;
    private final FetchListener listener;
    private final @Nullable ByteBuf wholeBody;
    private Outgoing request;
    private @Nullable Hop hop;
    private @Nullable HttpResponse switching;
    private Unpacking body = new Unpacking.Plain();
    private int redirects;
    private long credit;
    private boolean bodyEnded;
    private boolean headTold;
    private boolean giving;
    private boolean over;

    FetchCall(FetchClient client, FetchRequest asked, Outgoing request, FetchListener listener) {
        this.client = client;
        this.asked = asked;
        this.request = request;
        this.listener = listener;
        wholeBody = request.body() instanceof FetchBody.Whole whole ? whole.bytes() : null;
        // There from the start, so that it holds what is written before its turn comes.
        hop = new Hop(this, client, request);
    }

    void begin() {
        if (hop != null) {
            hop.begin();
        }
    }

    @Override
    public void write(ByteBuf piece) {
        Hop now = hop;
        if (over || now == null) {
            int bytes = piece.readableBytes();
            piece.release();
            client.loop().execute(() -> written(bytes));
        } else {
            now.write(piece);
        }
    }

    @Override
    public void finishBody() {
        if (!over && hop != null) {
            hop.finishBody();
        }
    }

    @Override
    public void pull(int bytes) {
        if (over) {
            return;
        }
        credit += bytes;
        give();
        if (!over && hop != null) {
            hop.readOn();
        }
    }

    @Override
    public void cancel() {
        Hop now = hop;
        if (!over) {
            end();
            if (now != null) {
                now.cancel();
            }
        }
    }

    void written(int bytes) {
        if (!over && bytes > 0) {
            listener.written(bytes);
        }
    }

    // ---- what the hops tell

    boolean hungry(Hop of) {
        return !of.equals(hop) || credit > 0;
    }

    void head(Hop of, HttpResponse head) {
        if (head.status().code() == SWITCHING) {
            switching(of, head);
            return;
        }
        FetchUrl to = location(head);
        if (to == null || asked.redirect() == FetchRequest.Redirect.MANUAL) {
            tellHead(head);
        } else if (to.equals(NOWHERE)) {
            of.broken("it redirects to no URL that can be fetched");
        } else if (asked.redirect() == FetchRequest.Redirect.ERROR) {
            of.broken("it redirects, which was not wanted");
        } else {
            follow(of, head.status().code(), to);
        }
    }

    private void switching(Hop of, HttpResponse head) {
        String key = request.socketKey();
        String fault =
                key == null
                        ? "it changes to another protocol, which was not asked for"
                        : SocketHandshake.fault(head.headers(), key);
        if (fault == null) {
            switching = head;
        } else {
            of.broken(fault);
        }
    }

    /// Whether what comes after the head is no HTTP any more.
    boolean switches() {
        return switching != null;
    }

    void upgraded(Channel channel) {
        HttpResponse head = switching;
        if (over || head == null) {
            var _ = channel.close();
            return;
        }
        end();
        listener.upgraded(response(head, false, 0), channel);
    }

    private @Nullable FetchUrl location(HttpResponse head) {
        String location = head.headers().get("location");
        return switch (head.status().code()) {
            case 301, 302, 303, 307, 308 -> {
                if (location == null) {
                    yield null;
                }
                FetchUrl to = request.url().resolve(location);
                yield to == null ? NOWHERE : to;
            }
            default -> null;
        };
    }

    private void follow(Hop of, int status, FetchUrl to) {
        Outgoing next = request.redirected(status, to);
        if (++redirects > client.settings().redirectsMax()) {
            of.broken("it redirects more than " + client.settings().redirectsMax() + " times");
        } else if (next == null) {
            of.broken("it redirects, and a streamed body cannot be sent again");
        } else {
            // The connection reads the rest of the redirect over, while the next hop begins.
            hop = null;
            client.loop().execute(() -> askNext(next));
        }
    }

    private void askNext(Outgoing next) {
        if (!over) {
            request = next;
            hop = new Hop(this, client, next);
            begin();
        }
    }

    private void tellHead(HttpResponse head) {
        String coding = head.headers().get("content-encoding", "");
        boolean bodiless =
                request.method().equals("HEAD")
                        || head.status().code() == 204
                        || head.status().code() == 304;
        Unpacking unpacking = asked.decode() && !bodiless ? Unpacking.of(coding) : null;
        boolean unpacked = unpacking != null && !(unpacking instanceof Unpacking.Plain);
        if (unpacking != null) {
            body = unpacking;
        }
        headTold = true;
        listener.head(response(head, unpacked, bodiless ? 0 : unpacked ? -1 : length(head)));
    }

    private FetchResponse response(HttpResponse head, boolean unpacked, long bodyBytes) {
        return new FetchResponse(
                head.status().code(),
                head.status().reasonPhrase(),
                headers(head, unpacked),
                request.url().toString(),
                redirects > 0,
                bodyBytes);
    }

    private static long length(HttpResponse head) {
        String length = head.headers().get("content-length");
        return length == null || head.headers().contains("transfer-encoding")
                ? -1
                : Long.parseLong(length);
    }

    private static List<Map.Entry<String, String>> headers(HttpResponse head, boolean unpacked) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : head.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean ofPacked = name.equals("content-encoding") || name.equals("content-length");
            if (!OF_CONNECTION.contains(name) && !(unpacked && ofPacked)) {
                headers.add(Map.entry(name, header.getValue()));
            }
        }
        return headers;
    }

    void content(Hop of, ByteBuf bytes) {
        if (over || !of.equals(hop)) {
            bytes.release();
            if (of.gotBytes() > REDIRECT_BYTES_MAX) {
                of.cancel();
            }
            return;
        }
        body.add(bytes);
        give();
    }

    void ended(Hop of) {
        if (of.equals(hop) && !over) {
            bodyEnded = true;
            give();
        }
    }

    void failed(Hop of, String sentence) {
        if (of.equals(hop) && !over) {
            end();
            listener.failed(sentence);
        }
    }

    // ---- the body of the answer

    private void give() {
        if (giving || over || !headTold) {
            return;
        }
        giving = true;
        try {
            while (giveNext()) {}
            if (!over && bodyEnded) {
                giveEnd();
            }
        } catch (DataFormatException broken) {
            unpackingFailed(String.valueOf(broken.getMessage()));
        } finally {
            giving = false;
        }
    }

    private boolean giveNext() throws DataFormatException {
        ByteBuf piece = over ? null : body.next((int) Math.min(credit, Integer.MAX_VALUE));
        if (piece == null) {
            return false;
        }
        credit -= piece.readableBytes();
        listener.data(piece);
        return true;
    }

    private void giveEnd() {
        if (body.whole()) {
            end();
            listener.end();
        } else if (credit > 0) {
            unpackingFailed("it ends too early");
        }
    }

    private void unpackingFailed(String why) {
        Hop now = hop;
        if (over) {
            return;
        }
        end();
        if (now != null) {
            now.cancel();
        }
        listener.failed(
                "The answer of " + request.url().origin() + " cannot be unpacked: " + why + ".");
    }

    private void end() {
        over = true;
        hop = null;
        body.close();
        if (wholeBody != null) {
            wholeBody.release();
        }
    }
}
