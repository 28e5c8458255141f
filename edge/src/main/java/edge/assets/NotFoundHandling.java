package edge.assets;

/// What a path without a file answers, `assets.not_found_handling` of Workers' settings.
public enum NotFoundHandling {
    /// An empty 404.
    NONE("none"),
    /// The nearest `404.html`, in the path's directory or above it.
    NOT_FOUND_PAGE("404-page"),
    /// `/index.html`, for applications that do their own routing.
    SINGLE_PAGE("single-page-application");

    private final String word;

    NotFoundHandling(String word) {
        this.word = word;
    }

    /// As it stands in the settings.
    public String word() {
        return word;
    }
}
