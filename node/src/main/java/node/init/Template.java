package node.init;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An app to begin with.
public enum Template {
    /// The smallest.
    HELLO("hello", "A worker in TypeScript: text, a variable, Intl."),
    /// With a router.
    HONO("hono", "An API and a page with the framework Hono."),
    /// With files.
    STATIC("static", "A site of files, and a worker for what is no file."),
    /// With React.
    REACT_SSR("react-ssr", "React on the server: a page that comes in parts."),
    /// With WebSockets.
    CHAT("chat", "Rooms to talk in, by WebSocket.");

    private final String word;
    private final String description;

    Template(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /// What is typed for it.
    public String word() {
        return word;
    }

    /// What it is, in one line.
    public String description() {
        return description;
    }

    /// The template of a word; null where there is none.
    public static @Nullable Template of(String word) {
        return List.of(values()).stream()
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElse(null);
    }
}
