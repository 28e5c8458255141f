package node.terminal;

import base.linux.TypedKeys;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// What a person may do by a single key while apps are served. Keys are read by a thread of their
/// own, and what they do is done there.
public final class Keys implements AutoCloseable {
    private static final int ROUND_MILLIS = 300;
    private static final int ENTER = '\n';

    private final TypedKeys typed;
    private final Terminal terminal;
    private final List<Key> keys;
    private volatile boolean closed;

    /// A key.
    ///
    /// @param letter that is pressed
    /// @param name of what it does, in a word
    /// @param description of the same, for the help
    public record Key(char letter, String name, String description, Runnable action) {}

    /// @param keys in the order in which they are told; `?`, which tells them, comes by itself
    public Keys(TypedKeys typed, Terminal terminal, List<Key> keys) {
        this.typed = typed;
        this.terminal = terminal;
        this.keys = List.copyOf(keys);
    }

    /// All of them on one line.
    public String line() {
        return keys.stream()
                .map(key -> key.letter() + " " + key.name())
                .collect(Collectors.joining(" · ", "", " · ? help"));
    }

    /// Reads keys from now on.
    public void start() {
        Thread.ofPlatform().daemon().name("keys").start(this::run);
    }

    private void run() {
        while (!closed) {
            if (!typed.isForeground()) {
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS));
                continue;
            }
            typed.take();
            int key = typed.await(ROUND_MILLIS);
            if (key == TypedKeys.ENDED) {
                return;
            }
            if (key != TypedKeys.NONE) {
                pressed(key);
            }
        }
    }

    private void pressed(int pressed) {
        if (pressed == '?' || pressed == 'h') {
            terminal.say(help());
        } else if (pressed == ENTER) {
            // Many press it for some room between what was and what comes.
            terminal.say("");
        }
        for (Key key : keys) {
            if (key.letter() == pressed) {
                key.action().run();
            }
        }
    }

    private String help() {
        return keys.stream()
                .map(key -> "  " + key.letter() + "  " + key.description() + "\n")
                .collect(Collectors.joining("", "\n", "  ?  Tells these keys.\n"));
    }

    @Override
    public void close() {
        closed = true;
        typed.close();
    }
}
