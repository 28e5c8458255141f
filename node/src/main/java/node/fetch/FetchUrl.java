package node.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An absolute http or https URL without its fragment. Functions give it as the URL Standard
/// serializes it; a `Location` header is brought into that form as far as a server may need.
///
/// @param origin whom to ask
/// @param target path and query, beginning with `/`
public record FetchUrl(Origin origin, String target) {

    private static final int LENGTH_MAX = 64 * 1024;

    /// Reads an absolute URL; null when it is none that can be fetched.
    public static @Nullable FetchUrl parse(String text) {
        String url = escaped(withoutFragment(text));
        int colon = url.indexOf("://");
        if (colon < 0 || url.length() > LENGTH_MAX) {
            return null;
        }
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        int from = colon + 3;
        int to = pathStart(url, from);
        Origin origin = origin(scheme.equals("https"), url.substring(from, to));
        String rest = url.substring(to);
        return origin == null
                ? null
                : new FetchUrl(origin, rest.startsWith("/") ? plain(rest) : "/" + rest);
    }

    private static int pathStart(String url, int from) {
        int at = from;
        while (at < url.length() && "/?\\".indexOf(url.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static @Nullable Origin origin(boolean tls, String authority) {
        int colon = authority.lastIndexOf(':');
        boolean ported = colon > authority.lastIndexOf(']');
        String host = (ported ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
        int port = ported ? port(authority.substring(colon + 1), tls) : tls ? 443 : 80;
        return port < 0 || !host(host) ? null : new Origin(tls, host, port);
    }

    private static int port(String digits, boolean tls) {
        if (digits.isEmpty()) {
            return tls ? 443 : 80;
        }
        boolean numeric =
                digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = numeric ? Integer.parseInt(digits) : -1;
        return port > 0 && port < 65_536 ? port : -1;
    }

    private static boolean host(String host) {
        String allowed = host.startsWith("[") ? "[]:." : "-._~";
        return !host.isEmpty()
                && host.length() <= 255
                && host.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z')
                                        || (c >= '0' && c <= '9')
                                        || allowed.indexOf(c) >= 0);
    }

    /// What a `Location` header means here; null when it is no URL that can be fetched.
    public @Nullable FetchUrl resolve(String location) {
        String text = withoutFragment(location.strip());
        if (text.isEmpty()) {
            return this;
        }
        if (text.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return parse(text);
        }
        String scheme = origin.tls() ? "https:" : "http:";
        if (text.startsWith("//")) {
            return parse(scheme + text);
        }
        return parse(origin + against(text));
    }

    private String against(String text) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return switch (text.charAt(0)) {
            case '/' -> text;
            case '?' -> path + text;
            default -> path.substring(0, path.lastIndexOf('/') + 1) + text;
        };
    }

    private static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    /// Takes `.` and `..` out of the path.
    private static String plain(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.contains("/.")) {
            return target;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] parts = path.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].equals("..")) {
                kept.pollLast();
            }
            if (!parts[i].equals("..") && !parts[i].equals(".")) {
                kept.add(parts[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept) + (query < 0 ? "" : target.substring(query));
    }

    /// Header bytes above ASCII are those of UTF-8, one to a character.
    private static String escaped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>') {
                out.append(String.format("%%%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return origin + target;
    }
}
