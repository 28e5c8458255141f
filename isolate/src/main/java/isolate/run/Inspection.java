package isolate.run;

import base.Limits;
import base.lane.FrameWriter;
import base.lane.Message;
import base.lane.Message.Piece;
import isolate.v8.Inspector;
import isolate.v8.Isolate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What a debugger and an isolate say to each other. Requests wait here until the isolate's thread
/// takes them in a slice; while its code is paused that thread stands inside V8, and a thread made
/// for it hands them in.
///
/// ```
/// RUNNING --V8 paused--> PAUSED --a request to go on is handed in--> RESUMING --granted--> RUNNING
///                          ^-----------------refused--------------------+
/// ```
final class Inspection implements Inspector.Client {
    private static final int PIECE_BYTES_MAX = 256 * 1024;
    private static final int PENDING_CHARACTERS_MAX = 64 * 1024 * 1024;
    private static final String DISABLE = "{\"id\":0,\"method\":\"Debugger.disable\"}";

    /// V8 tells that it pauses a moment before it does.
    private static final long SETTLE_NANOS = 2_000_000;

    private enum State {
        RUNNING,
        PAUSED,
        RESUMING,
        ENDED
    }

    private sealed interface Request {
        record Open(int session) implements Request {}

        record Say(String text, boolean resumes) implements Request {}

        record Close() implements Request {}
    }

    private final Actor actor;
    private final Child child;
    private final ArrayDeque<Request> pending = new ArrayDeque<>();
    private final Hands hands = new Hands(this::nextWhilePaused);
    private State state = State.RUNNING;
    private int session = -1;
    private long credit;
    private long pendingCharacters;
    private long pausedAtNanos;
    private boolean awaited;
    private @Nullable Inspector inspector;
    private @Nullable Instance instance;

    Inspection(Actor actor, Child child, boolean awaited) {
        this.actor = actor;
        this.child = child;
        this.awaited = awaited;
    }

    // ---- from the lane's reader ----------------------------------------------------------------

    /// A debugger comes; the one before it is gone.
    synchronized void open(int number) {
        session = number;
        credit = Limits.Lane.DEFAULT.windowBytes();
        add(new Request.Open(number));
    }

    synchronized void say(int number, String text, boolean resumes) {
        if (number != session) {
            return;
        }
        pendingCharacters += text.length();
        if (pendingCharacters > PENDING_CHARACTERS_MAX) {
            tellClosed("More than 64 MiB of requests wait.");
            close(number);
            return;
        }
        add(new Request.Say(text, resumes));
    }

    synchronized void credit(int number, int bytes) {
        if (number == session) {
            credit += bytes;
            notifyAll();
        }
    }

    /// The debugger went away: paused code goes on, and its breakpoints are no more.
    synchronized void close(int number) {
        if (number == session) {
            session = -1;
            notifyAll();
            add(new Request.Say(DISABLE, true));
            add(new Request.Close());
        }
    }

    /// The version will not run any more: nobody need be awaited.
    synchronized void release() {
        awaited = false;
        notifyAll();
    }

    private void add(Request request) {
        switch (state) {
            case RUNNING, RESUMING -> {
                pending.add(request);
                notifyAll();
                actor.post(new Task.Inspect());
            }
            case PAUSED -> {
                pending.add(request);
                hands.schedule(pausedAtNanos + SETTLE_NANOS);
            }
            case ENDED -> tellClosed("The isolate is closed.");
        }
    }

    // ---- on the isolate's thread ---------------------------------------------------------------

    /// The isolate is there; before it runs any code of the version.
    void attach(Instance to, Isolate isolate) {
        instance = to;
        try (Isolate.Hold _ = isolate.hold()) {
            inspector = isolate.inspect(to.version().name, this);
        }
    }

    private Inspector inspector() {
        Inspector attached = inspector;
        if (attached == null) {
            throw new IllegalStateException("A debugger's request before there is an isolate.");
        }
        return attached;
    }

    /// Waits, where that was asked for, until a debugger lets the code run.
    void awaitDebugger() {
        rest();
        try {
            for (Request next = await(); next != null; next = await()) {
                perform(next);
                inspector().settle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            goOn();
        }
    }

    private synchronized @Nullable Request await() throws InterruptedException {
        while (awaited && pending.isEmpty()) {
            wait();
        }
        return awaited ? poll() : null;
    }

    /// Does what waits.
    void work() {
        for (Request next = next(); next != null; next = next()) {
            perform(next);
        }
        inspector().settle();
    }

    private synchronized @Nullable Request next() {
        return poll();
    }

    private @Nullable Request poll() {
        Request polled = pending.poll();
        if (polled instanceof Request.Say(String text, boolean _)) {
            pendingCharacters -= text.length();
        }
        return polled;
    }

    private void perform(Request request) {
        switch (request) {
            case Request.Open(int number) -> inspector().open(number);
            case Request.Say(String text, boolean resumes) -> inspector().send(text, resumes);
            case Request.Close() -> inspector().close();
        }
    }

    @Override
    public void mayRun() {
        release();
    }

    @Override
    public void paused() {
        rest();
        synchronized (this) {
            state = State.PAUSED;
            pausedAtNanos = System.nanoTime();
            if (!pending.isEmpty()) {
                hands.schedule(pausedAtNanos + SETTLE_NANOS);
            }
        }
    }

    @Override
    public void wentOn() {
        synchronized (this) {
            if (state != State.RESUMING) {
                return;
            }
            state = State.RUNNING;
        }
        goOn();
    }

    @Override
    public synchronized void stillPaused() {
        if (state == State.RESUMING) {
            state = State.PAUSED;
            hands.schedule(pausedAtNanos + SETTLE_NANOS);
        }
    }

    /// Nothing is counted.
    private void rest() {
        if (instance != null) {
            instance.rest();
        }
    }

    private void goOn() {
        if (instance != null) {
            instance.goOn();
        }
    }

    @Override
    public void said(int number, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += PIECE_BYTES_MAX) {
            int length = Math.min(PIECE_BYTES_MAX, bytes.length - at);
            if (!spend(number, length)) {
                return;
            }
            boolean last = at + length == bytes.length;
            send(
                    new Message.Inspect(
                            number,
                            last ? Piece.LAST : Piece.MORE,
                            ByteBuffer.wrap(bytes, at, length)));
        }
    }

    /// Waits for credit; false where that debugger is gone.
    private synchronized boolean spend(int number, int bytes) {
        boolean waits = credit < bytes;
        if (waits) {
            rest();
        }
        try {
            while (number == session && credit < bytes) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (waits) {
                goOn();
            }
        }
        credit -= bytes;
        return number == session;
    }

    private void send(Message message) {
        var frames = new FrameWriter();
        frames.write(message);
        child.lane().send(frames);
    }

    private void tellClosed(String reason) {
        if (session >= 0) {
            send(new Message.InspectClose(session, reason));
        }
    }

    /// The isolate is about to be closed; nobody holds it.
    void end(String reason) {
        synchronized (this) {
            tellClosed(reason);
            session = -1;
            state = State.ENDED;
            pending.clear();
            notifyAll();
        }
        hands.awaitRest();
    }

    // ---- while code is paused, on a thread of its own ------------------------------------------

    private synchronized @Nullable Runnable nextWhilePaused() {
        if (state != State.PAUSED || !(pending.peek() instanceof Request.Say say)) {
            return null;
        }
        Request _ = poll();
        if (say.resumes()) {
            state = State.RESUMING;
        }
        return () -> inspector().send(say.text(), say.resumes());
    }
}
