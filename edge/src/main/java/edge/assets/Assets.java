package edge.assets;

import base.Limits;
import edge.assets.rule.Complaint;
import edge.assets.rule.HeaderRules;
import edge.assets.rule.RedirectRules;
import edge.assets.rule.UrlPath;
import edge.http.Exchange;
import edge.http.Handler;
import edge.http.RequestHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of one directory as they were when it was read; immutable, for any loop. A changed
/// directory is read again into new assets, which take over what did not change.
///
/// As a handler it answers whatever is asked, where there is nothing else that could.
public final class Assets implements Handler {

    private static final Map.Entry<String, String> ALLOW = Map.entry("allow", "GET, HEAD");

    private final Path directory;
    private final Limits.Assets limits;
    private final AssetRules rules;
    private final Map<String, Asset> files;
    private final Forms forms;
    private final Lookup lookup;
    private final RedirectRules redirects;
    private final HeaderRules headers;
    private final List<Complaint> complaints = new ArrayList<>();

    private Assets(Path directory, AssetRules rules, Limits.Assets limits, Map<String, Asset> files)
            throws IOException {
        this.directory = directory;
        this.limits = limits;
        this.rules = rules;
        this.files = files;
        forms = new Forms(files);
        lookup = new Lookup(files, rules);
        boolean pages = rules.html() != HtmlHandling.NONE;
        redirects =
                RedirectRules.read(
                        Directory.text(directory, RedirectRules.FILE), pages, complaints);
        headers = HeaderRules.read(Directory.text(directory, HeaderRules.FILE), complaints);
    }

    /// Reads a directory; blocks while all its files are hashed.
    ///
    /// @throws IOException when it cannot be read or has more files than it may
    public static Assets of(Path directory, AssetRules rules, Limits.Assets limits)
            throws IOException {
        return new Assets(directory, rules, limits, AssetReader.read(directory, limits, Map.of()));
    }

    /// Reads the directory again, but for the files that have the same size and time as before.
    public Assets refreshed(AssetRules newRules) throws IOException {
        return new Assets(directory, newRules, limits, AssetReader.read(directory, limits, files));
    }

    /// How many files there are.
    public int count() {
        return files.size();
    }

    /// Where they are.
    public Path directory() {
        return directory;
    }

    /// What is wrong in `_headers` and `_redirects`.
    public List<Complaint> complaints() {
        return List.copyOf(complaints);
    }

    /// Answers when there is a file or a rule for the request, and tells whether there was.
    ///
    /// @param settled whether a path without a file answers what the settings say for such
    public boolean tryServe(Exchange exchange, boolean settled) {
        boolean navigates =
                rules.navigation() && "navigate".equals(exchange.head().header("sec-fetch-mode"));
        Answer answer = answer(exchange.head(), settled || navigates);
        if (answer != null) {
            reply(exchange, answer);
        }
        return answer != null;
    }

    @Override
    public void handle(Exchange exchange) {
        Answer answer = answer(exchange.head(), true);
        reply(exchange, answer == null ? new Answer.Status(404) : answer);
    }

    private void reply(Exchange exchange, Answer answer) {
        var reply = new AssetReply(exchange, headers);
        switch (answer) {
            case Answer.Status(int status) ->
                    reply.bare(status, status == 405 ? List.of(ALLOW) : List.of());
            case Answer.Lead(int status, String location) ->
                    reply.bare(status, List.of(Map.entry("location", location)));
            case Answer.File(Asset asset, int status) ->
                    reply.file(forms.suiting(asset, exchange.head().headers()), status);
        }
    }

    /// What a request gets.
    private sealed interface Answer {

        /// A status alone.
        record Status(int status) implements Answer {}

        /// Another place.
        record Lead(int status, String location) implements Answer {}

        /// A file.
        record File(Asset asset, int status) implements Answer {}
    }

    private @Nullable Answer answer(RequestHead head, boolean settled) {
        String path = UrlPath.of(head.target());
        var redirect = redirects.find(head.host(), path);
        if (redirect != null && redirect.status() != 200) {
            return new Answer.Lead(redirect.status(), location(head, redirect.to()));
        }
        String asked = redirect == null ? path : UrlPath.of(redirect.to());
        String decoded = UrlPath.decoded(asked);
        // What a rule leads to is nobody else's.
        Lookup.Found found = lookup.find(decoded, settled || redirect != null);
        if (found == null) {
            return redirect == null ? null : new Answer.Status(404);
        }
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            return new Answer.Status(405);
        }
        return switch (found) {
            case Lookup.Found.Elsewhere(String there) -> lead(head, UrlPath.encoded(there));
            case Lookup.Found.File(Asset asset, int status) -> {
                String encoded = UrlPath.encoded(decoded);
                yield encoded.equals(asked) ? new Answer.File(asset, status) : lead(head, encoded);
            }
        };
    }

    private static Answer lead(RequestHead head, String path) {
        return new Answer.Lead(307, path + query(head));
    }

    private static String query(RequestHead head) {
        int query = head.target().indexOf('?');
        return query < 0 ? "" : head.target().substring(query);
    }

    /// The place of a rule; the query of the request goes on where the rule has none.
    private static String location(RequestHead head, String to) {
        String origin = head.scheme() + "://" + head.authority();
        String there = to.startsWith(origin + "/") ? to.substring(origin.length()) : to;
        int hash = there.indexOf('#');
        String before = hash < 0 ? there : there.substring(0, hash);
        String fragment = hash < 0 ? "" : there.substring(hash);
        return before + (before.indexOf('?') < 0 ? query(head) : "") + fragment;
    }
}
