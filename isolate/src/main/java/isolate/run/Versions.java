package isolate.run;

import base.lane.Debugging;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.VersionImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All versions that this child holds, and the way of each frame to where it belongs. Called by the
/// lane's reader, but for [#relieve(long)] and [#retireIdle(long, long)].
public final class Versions {
    private static final int IMAGE_BYTES_MAX = 80 * 1024 * 1024;

    private final Child child;
    private final Map<Integer, Version> versions = new ConcurrentHashMap<>();
    private final Map<Integer, ByteArrayOutputStream> images = new HashMap<>();
    private final @Nullable Inspections inspections;

    /// For one child.
    public Versions(Child child) {
        this.child = child;
        this.inspections =
                child.debugging() == Debugging.OFF ? null : new Inspections(child.lane());
    }

    /// One frame from the node.
    public void receive(Message message) {
        switch (message) {
            case Message.Image m -> image(m);
            case Message.Load m -> load(m);
            case Message.Drop m -> drop(m);
            case Message.Invoke m -> version(m.version()).invoke(own(m));
            case Message.Cancel m -> cancel(m);
            case Message.Answer m -> {
                if (!child.calls().answerBlocked(m)) {
                    post(m.stream(), own(m));
                }
            }
            case Message.Body m -> post(m.stream(), new Message.Body(m.stream(), own(m.bytes())));
            case Message.Frame m ->
                    post(
                            m.stream(),
                            new Message.Frame(m.stream(), m.type(), m.last(), own(m.bytes())));
            case Message.End m -> post(m.stream(), m);
            case Message.Cut m -> post(m.stream(), m);
            case Message.Credit m -> post(m.stream(), m);
            case Message.Stop m -> post(m.stream(), m);
            case Message.InspectOpen m ->
                    inspections().open(m.session(), versions.get(m.version()));
            case Message.Inspect m -> inspections().receive(m);
            case Message.InspectCredit m -> inspections().credit(m);
            case Message.InspectClose m -> inspections().close(m.session());
            default -> throw new LaneBreach("A node does not say " + message.getClass() + ".");
        }
    }

    private Inspections inspections() {
        if (inspections == null) {
            throw new LaneBreach("This child was not started for a debugger.");
        }
        return inspections;
    }

    private void image(Message.Image m) {
        ByteArrayOutputStream image =
                images.computeIfAbsent(m.version(), _ -> new ByteArrayOutputStream());
        byte[] piece = new byte[m.bytes().remaining()];
        m.bytes().get(piece);
        if (image.size() + piece.length > IMAGE_BYTES_MAX) {
            throw new LaneBreach("The image of a version is larger than 80 MiB.");
        }
        image.writeBytes(piece);
    }

    private void load(Message.Load m) {
        ByteArrayOutputStream image = images.remove(m.version());
        if (image == null) {
            throw new LaneBreach("Version " + m.version() + " is loaded without an image.");
        }
        versions.put(m.version(), new Version(child, m, VersionImage.decode(image.toByteArray())));
    }

    /// It stays until what it runs is over.
    private void drop(Message.Drop m) {
        Version version = versions.get(m.version());
        if (version != null) {
            version.drop();
        }
    }

    private Version version(int id) {
        Version version = versions.get(id);
        if (version == null) {
            throw new LaneBreach("Version " + id + " is invoked and was not loaded.");
        }
        return version;
    }

    private void cancel(Message.Cancel m) {
        Actor actor = child.calls().of(m.stream());
        if (actor != null) {
            actor.post(new Task.Deliver(m));
            return;
        }
        for (Version version : versions.values()) {
            if (version.cancelWaiting(m.stream())) {
                return;
            }
        }
    }

    private void post(int stream, Message message) {
        Actor actor = child.calls().of(stream);
        if (actor != null) {
            actor.post(new Task.Deliver(message));
        }
    }

    private static Message.Invoke own(Message.Invoke m) {
        return new Message.Invoke(
                m.stream(), m.version(), m.body(), m.bodyBytes(), m.head(), own(m.inline()));
    }

    private static Message.Answer own(Message.Answer m) {
        return new Message.Answer(m.stream(), m.ok(), m.body(), m.text(), own(m.inline()));
    }

    /// The read buffer is used again; what waits needs a copy.
    private static ByteBuffer own(ByteBuffer view) {
        if (!view.hasRemaining()) {
            return view;
        }
        return ByteBuffer.allocate(view.remaining()).put(view).flip();
    }

    /// Opens isolates where invocations wait too long.
    void relieve(long now) {
        versions.values().forEach(version -> version.relieve(now));
    }

    /// Closes isolates that had nothing to do for so long; not those that a debugger may look at.
    public void retireIdle(long now, long idleNanos) {
        versions.values().removeIf(Version::isOver);
        if (inspections != null) {
            return;
        }
        for (Version version : versions.values()) {
            for (Actor actor : version.actors()) {
                if (actor.isIdleFor(now, idleNanos)) {
                    actor.post(new Task.Retire());
                }
            }
        }
    }

    /// Tells invocations whose time after the answer is over.
    public void expireLate(long now) {
        for (Version version : versions.values()) {
            long max = version.limits.afterMillisMax() * 1_000_000L;
            for (Actor actor : version.actors()) {
                Instance instance = actor.instance();
                if (instance != null && !instance.isResting()) {
                    expireLate(actor, instance, now - max);
                }
            }
        }
    }

    /// Has isolates look again at invocations that wait for what others may do.
    public void lookForHung() {
        for (Version version : versions.values()) {
            for (Actor actor : version.actors()) {
                Instance instance = actor.instance();
                if (instance != null && instance.hasWaitingForOthers()) {
                    actor.post(new Task.Quiet());
                }
            }
        }
    }

    private static void expireLate(Actor actor, Instance instance, long before) {
        for (Invocation invocation : instance.invocations()) {
            if (invocation.overAtNanos != 0 && invocation.overAtNanos - before < 0) {
                actor.post(new Task.Expire(invocation.id));
            }
        }
    }

    /// How many isolates are open.
    public int isolates() {
        return versions.values().stream().mapToInt(version -> version.actors().size()).sum();
    }
}
