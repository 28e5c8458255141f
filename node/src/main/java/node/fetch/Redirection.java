package node.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a redirect makes of a request (Fetch Standard §4.4).
///
/// @param becomesGet whether the method changes to `GET`
/// @param bodiless whether nothing of the body goes on
public record Redirection(boolean becomesGet, boolean bodiless) {

    private static final Set<String> OF_BODY =
            Set.of("content-encoding", "content-language", "content-location", "content-type");
    private static final Set<String> SECRET =
            Set.of("authorization", "cookie", "proxy-authorization");

    /// What an answer of that status makes of a method.
    public static Redirection of(String method, int status) {
        boolean becomesGet =
                status == 303
                        ? !method.equals("GET") && !method.equals("HEAD")
                        : (status == 301 || status == 302) && method.equals("POST");
        return new Redirection(becomesGet, becomesGet || status == 303);
    }

    /// Whether an answer of that status leads elsewhere.
    public static boolean is(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /// The headers, their names in lower case, that go on.
    ///
    /// @param elsewhere whether the next request is to another origin
    public List<Map.Entry<String, String>> kept(
            List<Map.Entry<String, String>> headers, boolean elsewhere) {
        List<Map.Entry<String, String>> kept = new ArrayList<>(headers);
        kept.removeIf(header ->
                (becomesGet && OF_BODY.contains(header.getKey()))
                        || (elsewhere && SECRET.contains(header.getKey())));
        return kept;
    }
}
