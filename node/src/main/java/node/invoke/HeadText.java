package node.invoke;

import base.lane.LaneBreach;
import edge.http.Exchange;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import node.inner.InnerExchange;

/// Heads as they travel on the lane: one string, its parts parted by `\n`.
public final class HeadText {
    private static final int HEADERS_MAX = 1_000;

    /// The node alone says who the client is; what a client says of it is not passed on.
    private static final String CLIENT = "cf-connecting-ip";

    /// Speaks of this connection, not of the request: passed on where it is well made, so that an
    /// answer of 101 can be followed.
    private static final String UPGRADE = "upgrade";

    private HeadText() {}

    /// `method\nurl\nname\nvalue...`. Lines directly after the URL whose names begin with `:` are
    /// no headers: `:entrypoint`, `:props` and `:cf` (both JSON).
    static String of(Exchange exchange) {
        RequestHead head = exchange.head();
        var text = new StringBuilder(512);
        text.append(head.method()).append('\n');
        text.append(head.scheme()).append("://").append(head.authority()).append(head.target());
        if (exchange instanceof InnerExchange inner) {
            // An app says itself what it passes on of its own client.
            inner.asides().forEach(aside -> append(text, aside));
            head.headers().stream()
                    .filter(header -> !header.getKey().equals(UPGRADE))
                    .forEach(header -> append(text, header));
            return text.toString();
        }
        for (Map.Entry<String, String> header : head.headers()) {
            String name = header.getKey();
            if (!name.equals(CLIENT) && (!name.equals(UPGRADE) || exchange.asksForSocket())) {
                append(text, header);
            }
        }
        append(text, Map.entry(CLIENT, address(head.client())));
        return text.toString();
    }

    private static void append(StringBuilder text, Map.Entry<String, String> header) {
        text.append('\n').append(header.getKey()).append('\n').append(header.getValue());
    }

    private static String address(InetSocketAddress client) {
        String address = client.getAddress().getHostAddress();
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /// `status\nname\nvalue...`
    static ResponseHead response(String text, long bodyBytes) {
        List<String> lines = split(text);
        int status = status(lines.getFirst());
        return new ResponseHead(status, "", headers(lines, 1), bodyBytes);
    }

    private static int status(String text) {
        try {
            int status = Integer.parseInt(text);
            if (status >= 101 && status <= 599) {
                return status;
            }
        } catch (NumberFormatException e) {
            throw new LaneBreach("An answer's status is no number.");
        }
        throw new LaneBreach("An answer's status is " + text + "; it is 101 to 599.");
    }

    /// The pairs from a line on.
    public static List<Map.Entry<String, String>> headers(List<String> lines, int from) {
        if ((lines.size() - from) % 2 != 0 || lines.size() > 2 * HEADERS_MAX) {
            throw new LaneBreach("A head's headers are no pairs, or more than 1,000.");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>((lines.size() - from) / 2);
        for (int i = from; i < lines.size(); i += 2) {
            headers.add(Map.entry(lines.get(i), lines.get(i + 1)));
        }
        return headers;
    }

    /// The lines of a head.
    public static List<String> split(String text) {
        var lines = new ArrayList<String>();
        int begin = 0;
        int end = text.indexOf('\n');
        while (end >= 0) {
            lines.add(text.substring(begin, end));
            begin = end + 1;
            end = text.indexOf('\n', begin);
        }
        lines.add(text.substring(begin));
        return lines;
    }
}
