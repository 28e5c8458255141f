package edge.assets;

/// At which paths HTML pages are found, `assets.html_handling` of Workers' settings: other
/// spellings of a page's path lead there.
public enum HtmlHandling {
    /// `about.html` is at `/about`, `about/index.html` at `/about/`.
    AUTO_TRAILING_SLASH("auto-trailing-slash"),
    /// Both are at `/about/`.
    FORCE_TRAILING_SLASH("force-trailing-slash"),
    /// Both are at `/about`.
    DROP_TRAILING_SLASH("drop-trailing-slash"),
    /// Each file is at its own name alone.
    NONE("none");

    private final String word;

    HtmlHandling(String word) {
        this.word = word;
    }

    /// As it stands in the settings.
    public String word() {
        return word;
    }
}
