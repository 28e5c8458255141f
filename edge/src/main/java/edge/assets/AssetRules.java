package edge.assets;

/// How the files of an app are served, but for what its `_headers` and `_redirects` say.
///
/// @param html at which paths pages are found
/// @param notFound what a path without a file answers
/// @param navigation whether a browser that opens a page gets what `notFound` says even where there
///   is a worker; `assets_navigation_prefers_asset_serving` among Workers' flags
public record AssetRules(HtmlHandling html, NotFoundHandling notFound, boolean navigation) {

    /// What holds where nothing is said.
    public static final AssetRules DEFAULT =
            new AssetRules(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE, true);
}
