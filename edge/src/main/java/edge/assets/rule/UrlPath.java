package edge.assets.rule;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.Collectors;

/// Paths between the form of URLs and the form of file names.
public final class UrlPath {

    /// What `encodeURIComponent` of JavaScript leaves as it is, and the slash.
    private static final BitSet UNESCAPED = new BitSet(128);

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()/"
                .chars()
                .forEach(UNESCAPED::set);
    }

    private UrlPath() {}

    /// The path of a target as the URL Standard writes it: without dot segments, and with escapes
    /// for what cannot stand in a path.
    public static String of(String target) {
        int query = target.indexOf('?');
        return normal(query < 0 ? target : target.substring(0, query));
    }

    static String normal(String path) {
        boolean dots = path.contains("/.") || path.contains("/%2") || path.indexOf('\\') >= 0;
        String plain = dots ? withoutDots(path.replace('\\', '/')) : path;
        for (int i = 0; i < plain.length(); i++) {
            if (mustEscape(plain.charAt(i))) {
                return escaped(plain);
            }
        }
        return plain;
    }

    /// The "path percent-encode set" of the URL Standard.
    private static boolean mustEscape(char c) {
        return c <= ' ' || c >= 0x7f || "\"#<>?^`{}".indexOf(c) >= 0;
    }

    private static String escaped(String path) {
        var out = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (mustEscape(c)) {
                out.append(String.format("%%%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        Iterator<String> parts = Arrays.asList(path.substring(1).split("/", -1)).iterator();
        while (parts.hasNext()) {
            String part = parts.next();
            boolean last = !parts.hasNext();
            switch (part.replaceAll("(?i)%2e", ".")) {
                case "." -> {
                    if (last) {
                        kept.add("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.add("");
                    }
                }
                default -> kept.add(part);
            }
        }
        return "/" + String.join("/", kept);
    }

    /// The path as file names have it: each part decoded once, and left as it is where it has an
    /// escape that is none; slashes in a row are one.
    public static String decoded(String path) {
        String decoded =
                path.indexOf('%') < 0
                        ? path
                        : Arrays.stream(path.split("/", -1))
                                .map(UrlPath::decodedPart)
                                .collect(Collectors.joining("/"));
        return decoded.contains("//") ? decoded.replaceAll("/+", "/") : decoded;
    }

    private static String decodedPart(String part) {
        var out = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int b = c == '%' ? escape(part, i) : c;
            if (b < 0) {
                return part;
            }
            out.write(b);
            i += c == '%' ? 2 : 0;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.toByteArray()))
                    .toString();
        } catch (CharacterCodingException noText) {
            return part;
        }
    }

    private static int escape(String path, int at) {
        if (at + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /// A decoded path as it stands in a URL.
    public static String encoded(String path) {
        if (path.chars().allMatch(UNESCAPED::get)) {
            return path;
        }
        var out = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (UNESCAPED.get(c)) {
                out.append((char) c);
            } else {
                out.append(String.format("%%%02X", c));
            }
        }
        return out.toString();
    }
}
