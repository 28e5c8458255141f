package edge.assets;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a file beside another one holds the same content packed (RFC 9110 §8.4.1). Those that pack
/// better stand first.
enum Coding {
    BROTLI("br", ".br"),
    ZSTANDARD("zstd", ".zst"),
    GZIP("gzip", ".gz");

    private final String token;
    private final String ending;

    Coding(String token, String ending) {
        this.token = token;
        this.ending = ending;
    }

    /// Its name in HTTP.
    String token() {
        return token;
    }

    /// What the name of the packed file has behind that of the plain one.
    String ending() {
        return ending;
    }

    /// The best that a client takes of those that are there; null for the plain file.
    static @Nullable Coding best(
            Map<Coding, Asset> there, List<Map.Entry<String, String>> headers) {
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equals("accept-encoding")) {
                for (Coding coding : values()) {
                    if (there.containsKey(coding) && coding.isIn(header.getValue())) {
                        return coding;
                    }
                }
            }
        }
        return null;
    }

    private boolean isIn(String accepted) {
        for (String item : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", 2);
            if (parts[0].strip().equals(token)) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
