package node.inspect;

import java.util.HashMap;
import java.util.Map;
import node.json.JsonText;
import org.jspecify.annotations.Nullable;

/// The part of a browser that DevTools expects at the other end: it does not fetch source maps
/// itself, but asks the target for them (`Network.loadNetworkResource`) and reads them in pieces
/// (`IO.read`). Only the target's own map is to be had.
final class MapLoads {
    private static final int OPEN_MAX = 16;
    private static final int PIECE_CHARACTERS_MAX = 256 * 1024;

    private final Target target;
    private final Map<String, Load> open = new HashMap<>();
    private int numbered;

    private static final class Load {
        final String text;
        int at;

        Load(String text) {
            this.text = text;
        }
    }

    MapLoads(Target target) {
        this.target = target;
    }

    /// The `result` of a request as JSON; null for one that is V8's.
    @Nullable String result(Request request) {
        return switch (request.method()) {
            case "Network.loadNetworkResource" -> load(request.params().text("url"));
            case "IO.read" -> read(request.params().text("handle"));
            case "IO.close" -> {
                open.remove(request.params().text("handle"));
                yield "{}";
            }
            default -> null;
        };
    }

    private String load(String url) {
        if (!url.equals(target.mapUrl()) || open.size() >= OPEN_MAX) {
            return "{\"resource\":{\"success\":false,\"netErrorName\":\"net::ERR_BLOCKED_BY_CLIENT\"}}";
        }
        String handle = "map-" + ++numbered;
        open.put(handle, new Load(target.sourceMap()));
        return "{\"resource\":{\"success\":true,\"httpStatusCode\":200,\"stream\":\""
                + handle
                + "\"}}";
    }

    private String read(String handle) {
        Load load = open.get(handle);
        // DevTools takes no data of an answer that says it is the last.
        if (load == null || load.at == load.text.length()) {
            return "{\"data\":\"\",\"eof\":true}";
        }
        int end = Math.min(load.text.length(), load.at + PIECE_CHARACTERS_MAX);
        if (end < load.text.length() && Character.isHighSurrogate(load.text.charAt(end - 1))) {
            end--;
        }
        var out = new StringBuilder("{\"eof\":false,\"data\":");
        new JsonText(out).text(load.text.substring(load.at, end));
        load.at = end;
        return out.append('}').toString();
    }
}
