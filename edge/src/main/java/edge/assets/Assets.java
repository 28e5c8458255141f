package edge.assets;

import base.Limits;
import edge.file.FilePart;
import edge.http.Exchange;
import edge.http.Problem;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The files of one directory as they were when it was read; immutable, for any loop. A changed
/// directory is read again into new assets, which take over what did not change.
public final class Assets {

    private final Path directory;
    private final Limits.Assets limits;
    private final Map<String, Asset> files;
    private final AssetIndex index;

    private Assets(Path directory, Limits.Assets limits, Map<String, Asset> files) {
        this.directory = directory;
        this.limits = limits;
        this.files = files;
        index = new AssetIndex(files);
    }

    /// Reads a directory; blocks while all its files are hashed.
    ///
    /// @throws IOException when it cannot be read or has more files than it may
    public static Assets of(Path directory, Limits.Assets limits) throws IOException {
        return new Assets(directory, limits, AssetReader.read(directory, limits, Map.of()));
    }

    /// Reads the directory again, but for the files that have the same size and time as before.
    public Assets refreshed() throws IOException {
        return new Assets(directory, limits, AssetReader.read(directory, limits, files));
    }

    /// The directory that they are of.
    public Path directory() {
        return directory;
    }

    /// How many files there are.
    public int count() {
        return files.size();
    }

    /// Answers when there is a file for the request, and tells whether there was. The methods are
    /// `GET` and `HEAD`.
    public boolean tryServe(Exchange exchange) {
        RequestHead head = exchange.head();
        String path = reads(head.method()) ? UrlPath.decoded(head.target()) : null;
        AssetIndex.Entry entry = path == null ? null : index.find(path);
        return switch (entry) {
            case null -> false;
            case AssetIndex.Entry.Serve(Asset asset) -> serve(exchange, asset);
            case AssetIndex.Entry.Elsewhere(String there) -> lead(exchange, there);
        };
    }

    /// Answers whatever is asked, with a file or without.
    public void serve(Exchange exchange) {
        if (!tryServe(exchange)) {
            refuse(exchange);
        }
    }

    private static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean lead(Exchange exchange, String there) {
        String target = exchange.head().target();
        int query = target.indexOf('?');
        String location = UrlPath.encoded(there) + (query < 0 ? "" : target.substring(query));
        var headers = List.of(Map.entry("location", location));
        exchange.respond(new ResponseHead(307, "", headers, 0), Unpooled.EMPTY_BUFFER);
        return true;
    }

    private boolean serve(Exchange exchange, Asset asset) {
        var conditions = new Conditions(exchange.head().headers());
        switch (conditions.verdict(asset)) {
            case UNCHANGED -> exchange.respond(asset.unchanged(), Unpooled.EMPTY_BUFFER);
            case FAILED ->
                    Problem.of(412, "The file is another one than the request wants.")
                            .answer(exchange);
            case SEND -> sendAsked(exchange, asset, conditions);
        }
        return true;
    }

    private static void sendAsked(Exchange exchange, Asset asset, Conditions conditions) {
        if (exchange.head().method().equals("HEAD")) {
            exchange.respond(asset.whole(), Unpooled.EMPTY_BUFFER);
            return;
        }
        switch (conditions.range(asset)) {
            case ByteRange.Asked.Whole _ ->
                    send(exchange, asset, asset.whole(), new ByteRange(0, asset.bytes()));
            case ByteRange.Asked.Part(ByteRange range) ->
                    send(exchange, asset, asset.part(range), range);
            case ByteRange.Asked.Unsatisfiable _ -> exchange.respond(beyond(asset), tooFar(asset));
        }
    }

    private static ResponseHead beyond(Asset asset) {
        var range = Map.entry("content-range", "bytes */" + asset.bytes());
        return new ResponseHead(416, "", List.of(range), -1);
    }

    private static ByteBuf tooFar(Asset asset) {
        return Problem.of(416, "The file has " + asset.bytes() + " bytes, none in that range.")
                .body();
    }

    private static void send(Exchange exchange, Asset asset, ResponseHead head, ByteRange range) {
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

    /// Answers a request for which there is no file, and no worker either.
    public void refuse(Exchange exchange) {
        RequestHead head = exchange.head();
        String path = UrlPath.decoded(head.target());
        if (path == null) {
            Problem.of(400, "The path has an escape that is none or hides a slash.")
                    .answer(exchange);
        } else if (index.find(path) != null) {
            var allow = List.of(Map.entry("allow", "GET, HEAD"));
            Problem problem = Problem.of(405, "A file is read by GET or HEAD.");
            exchange.respond(new ResponseHead(405, "", allow, -1), problem.body());
        } else {
            Problem.of(404, "There is no file at '" + path + "'.").answer(exchange);
        }
    }
}
