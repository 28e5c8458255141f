package node.op;

import base.lane.LaneBreach;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import node.fetch.FetchBody;
import node.fetch.FetchRequest;
import node.fetch.FetchResponse;

/// Requests and answers as they stand in the text of a call: the request as
/// `method\nurl\nredirect\nlength\nname\nvalue...`, the answer as
/// `status\nreason\nurl\nredirected\nname\nvalue...`.
///
/// @param lines of the request
record FetchText(List<String> lines) {
    private static final int FIRST_HEADER = 4;

    /// Checks what a child wrote.
    FetchText {
        if (lines.size() < FIRST_HEADER) {
            throw new LaneBreach("A request names no method, URL, redirect mode and length.");
        }
        if ((lines.size() - FIRST_HEADER) % 2 != 0) {
            throw new LaneBreach("A request's headers are no pairs.");
        }
    }

    /// The request behind the first so many lines of a call's text.
    static FetchText of(String text, int skipped) {
        List<String> all = List.of(text.split("\n", -1));
        return new FetchText(all.subList(Math.min(skipped, all.size()), all.size()));
    }

    FetchRequest request() {
        return new FetchRequest(lines.get(0), lines.get(1), headers(), redirect(), true);
    }

    private List<Map.Entry<String, String>> headers() {
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int i = FIRST_HEADER; i < lines.size(); i += 2) {
            headers.add(Map.entry(lines.get(i), lines.get(i + 1)));
        }
        return headers;
    }

    private FetchRequest.Redirect redirect() {
        return switch (lines.get(2)) {
            case "manual" -> FetchRequest.Redirect.MANUAL;
            case "error" -> FetchRequest.Redirect.ERROR;
            default -> FetchRequest.Redirect.FOLLOW;
        };
    }

    /// The body that belongs to it.
    FetchBody body(OpenCall call) {
        return switch (call.bodyKind()) {
            case NONE -> new FetchBody.None();
            case INLINE -> new FetchBody.Whole(Unpooled.copiedBuffer(call.inline()));
            case STREAM -> new FetchBody.Stream(length());
        };
    }

    private long length() {
        try {
            return Math.max(-1, Long.parseLong(lines.get(3)));
        } catch (NumberFormatException e) {
            throw new LaneBreach("The length of a request's body is no number.");
        }
    }

    static String of(FetchResponse head) {
        var text = new StringBuilder(256);
        text.append(head.status()).append('\n').append(head.reason()).append('\n');
        text.append(head.url()).append('\n').append(head.redirected() ? '1' : '0');
        for (Map.Entry<String, String> header : head.headers()) {
            text.append('\n').append(header.getKey()).append('\n').append(header.getValue());
        }
        return text.toString();
    }
}
