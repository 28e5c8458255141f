package node.fetch;

import java.util.List;
import java.util.Map;

/// The head of an answer.
///
/// @param status 200 to 599, or what else the server says in three digits
/// @param reason its phrase
/// @param headers in order, names in lower case; without those of the connection
/// @param url the URL that answered, after redirects
/// @param redirected whether it is another than the one that was asked first
/// @param bodyBytes length of the body as it will be given, -1 where it is not known
public record FetchResponse(
        int status,
        String reason,
        List<Map.Entry<String, String>> headers,
        String url,
        boolean redirected,
        long bodyBytes) {}
