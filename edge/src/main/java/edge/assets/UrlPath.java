package edge.assets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Paths between the form of URLs and the form of file names.
final class UrlPath {

    private static final String UNESCAPED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=:@";

    private UrlPath() {}

    /// The path of a target, decoded once; null when it has an escape that is none, or that hides a
    /// slash or a NUL.
    static @Nullable String decoded(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.indexOf('%') < 0) {
            return path;
        }
        var out = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            int b = c == '%' ? escape(path, i) : c;
            if (b < 0) {
                return null;
            }
            out.write(b);
            i += c == '%' ? 2 : 0;
        }
        return text(out.toByteArray());
    }

    private static int escape(String path, int at) {
        if (at + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        int b = high * 16 + low;
        return high < 0 || low < 0 || b == 0 || b == '/' || b == '\\' ? -1 : b;
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    /// The path as it stands in a URL.
    static String encoded(String path) {
        var out = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNESCAPED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append(String.format("%%%02X", b & 0xff));
            }
        }
        return out.toString();
    }
}
