package edge.assets;

import edge.assets.rule.HeaderRules;
import edge.assets.rule.UrlPath;
import edge.file.FilePart;
import edge.http.Exchange;
import edge.http.Problem;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Answers one exchange with a file, a part of it, or without any, under the headers that the app's
/// rules ask for.
record AssetReply(Exchange exchange, HeaderRules rules) {

    /// A status without a body.
    void bare(int status, List<Map.Entry<String, String>> headers) {
        exchange.respond(head(status, headers, 0), Unpooled.EMPTY_BUFFER);
    }

    private ResponseHead head(int status, List<Map.Entry<String, String>> headers, long bytes) {
        return new ResponseHead(status, "", ruled(headers), bytes);
    }

    private List<Map.Entry<String, String>> ruled(List<Map.Entry<String, String>> headers) {
        RequestHead head = exchange.head();
        return rules.isEmpty()
                ? headers
                : rules.applied(headers, head.host(), UrlPath.of(head.target()));
    }

    /// A file; one of another status than 200 is sent as a whole.
    void file(Asset asset, int status) {
        var conditions = new Conditions(exchange.head().headers());
        switch (conditions.verdict(asset)) {
            case UNCHANGED ->
                    exchange.respond(
                            head(304, asset.headers(conditions.cacheable()), 0),
                            Unpooled.EMPTY_BUFFER);
            case FAILED ->
                    Problem.of(412, "The file is another one than the request wants.")
                            .answer(exchange);
            case SEND -> sendAsked(asset, status, conditions);
        }
    }

    private void sendAsked(Asset asset, int status, Conditions conditions) {
        boolean parts = status == 200 && exchange.head().method().equals("GET");
        switch (parts ? conditions.range(asset) : new ByteRange.Asked.Whole()) {
            case ByteRange.Asked.Whole _ -> {
                ResponseHead head = whole(asset, status, conditions.cacheable());
                if (exchange.head().method().equals("HEAD")) {
                    exchange.respond(head, Unpooled.EMPTY_BUFFER);
                } else {
                    send(asset, head, new ByteRange(0, asset.bytes()));
                }
            }
            case ByteRange.Asked.Part(ByteRange range) -> send(asset, part(asset, range), range);
            case ByteRange.Asked.Unsatisfiable _ -> beyond(asset);
        }
    }

    private ResponseHead whole(Asset asset, int status, boolean cacheable) {
        if (status == 200 && cacheable && rules.isEmpty()) {
            return asset.head();
        }
        List<Map.Entry<String, String>> headers = asset.headers(cacheable);
        if (status == 200) {
            headers.add(Asset.RANGES);
        }
        return head(status, headers, asset.bytes());
    }

    private ResponseHead part(Asset asset, ByteRange range) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(asset.headers(false));
        headers.add(Asset.RANGES);
        headers.add(Map.entry("content-range", range.text(asset.bytes())));
        return head(206, headers, range.length());
    }

    private void beyond(Asset asset) {
        var range = Map.entry("content-range", "bytes */" + asset.bytes());
        ByteBuf text =
                Problem.of(416, "The file has " + asset.bytes() + " bytes, none in that range.")
                        .body();
        exchange.respond(head(416, List.of(range), -1), text);
    }

    private void send(Asset asset, ResponseHead head, ByteRange range) {
        ByteBuf content = asset.content();
        if (content != null) {
            exchange.respond(head, content.slice((int) range.from(), (int) range.length()));
            return;
        }
        try {
            exchange.respond(
                    head, FilePart.open(asset.file(), asset.bytes(), range.from(), range.length()));
        } catch (IOException changed) {
            Problem.of(503, "The file is being changed; ask again in a moment.").answer(exchange);
        }
    }
}
