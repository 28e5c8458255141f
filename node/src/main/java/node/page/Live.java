package node.page;

import edge.http.Exchange;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import node.json.JsonWriter;
import node.terminal.Entry;

/// What happens, for whoever looks at the dev page: the last entries, sums for each app, the apps
/// themselves. On the event loop, but for what says otherwise.
///
/// While nobody looks it counts and keeps, and makes no text. Whoever comes gets what is kept
/// first, then what is new several times a second; of more than a page can take in that time the
/// newest go, and how many did not is told.
public final class Live {
    private static final long TICK_MILLIS = 100;
    private static final int TICKS_PER_SECOND = 10;
    private static final int ENTRIES_PER_TICK = 100;
    private static final int EVENT_CHARS_MAX = 512 * 1024;
    private static final int RELOADS_MAX = 50;

    private final EventLoop loop;
    private final String version;
    private final long startedMillis = System.currentTimeMillis();
    private final Ring ring = new Ring();
    private final Map<String, Sums> sums = new LinkedHashMap<>();
    private final Map<String, Deque<StateJson.Reload>> reloads = new LinkedHashMap<>();
    private final EventStream stream = new EventStream();
    private Supplier<List<? extends PageApp>> apps = List::of;
    private long sent = 1;
    private long ticks;
    private boolean ticking;

    /// @param version of Edgewise
    public Live(EventLoop loop, String version) {
        this.loop = loop;
        this.version = version;
    }

    /// Says which apps there are, before anybody looks.
    void of(Supplier<List<? extends PageApp>> all) {
        apps = all;
    }

    /// Keeps what happened.
    public void add(Entry entry) {
        if (entry instanceof Entry.Request request) {
            ring.add(entry, request.epochMillis());
            sums(request.app()).add(request);
        } else {
            ring.add(entry, System.currentTimeMillis());
        }
    }

    private Sums sums(String app) {
        return sums.computeIfAbsent(app, _ -> new Sums());
    }

    /// Any thread: an app has another name from now on.
    public void renamed(String before, String after) {
        loop.execute(() -> {
            move(sums, before, after);
            move(reloads, before, after);
        });
    }

    private static <T> void move(Map<String, T> all, String before, String after) {
        T moved = all.remove(before);
        if (moved != null) {
            all.put(after, moved);
        }
    }

    /// Any thread: an app was read again.
    public void reloaded(Entry.Reload reload) {
        long now = System.currentTimeMillis();
        loop.execute(() -> {
            Deque<StateJson.Reload> all =
                    reloads.computeIfAbsent(reload.app(), _ -> new ArrayDeque<>());
            all.addFirst(new StateJson.Reload(now, reload));
            if (all.size() > RELOADS_MAX) {
                all.removeLast();
            }
            if (stream.isHeard()) {
                stream.send(state());
            }
        });
    }

    /// Answers with all that is kept, and what comes.
    void open(Exchange exchange) {
        flush();
        long from = firstThatFits();
        stream.open(exchange, state() + entries(from, ring.next(), 0) + sums(0));
        if (!ticking && stream.isHeard()) {
            ticking = true;
            next();
        }
    }

    /// Ends all answers.
    void close() {
        stream.close();
    }

    private void next() {
        var _ = loop.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        ticking = stream.isHeard();
        if (!ticking) {
            return;
        }
        flush();
        if (++ticks % TICKS_PER_SECOND == 0) {
            stream.send(sums(System.currentTimeMillis() / Sums.SLOT_MILLIS - 1));
        }
        next();
    }

    /// Tells those who listen already what is new.
    private void flush() {
        long end = ring.next();
        if (sent < end && stream.isHeard()) {
            long from = Math.max(sent, Math.max(ring.first(), end - ENTRIES_PER_TICK));
            from = Math.max(from, firstThatFits());
            stream.send(entries(from, end, from - sent));
        }
        sent = end;
    }

    /// The number of the oldest entry from which on all together fit into an event. What they weigh
    /// is about what they are long, so that an event is bounded before it is made.
    private long firstThatFits() {
        long from = ring.next();
        int chars = 0;
        while (from > ring.first() && chars <= EVENT_CHARS_MAX) {
            chars += ring.get(from - 1).weight();
            from--;
        }
        return chars > EVENT_CHARS_MAX ? from + 1 : from;
    }

    private String entries(long from, long end, long skipped) {
        var text = new StringBuilder();
        JsonWriter out = new JsonWriter(text).object().put("skipped", skipped).list("entries");
        for (long number = from; number < end; number++) {
            EntryJson.write(number, ring.time(number), ring.get(number), out);
        }
        out.endList().end();
        return EventStream.event("entries", text.toString());
    }

    private String sums(long sinceSlot) {
        long now = System.currentTimeMillis();
        var text = new StringBuilder();
        JsonWriter out = new JsonWriter(text).object().put("now", now).list("apps");
        sums.forEach((app, each) -> {
            out.object().put("name", app);
            each.fields(now, sinceSlot, out);
            out.end();
        });
        out.endList().end();
        return EventStream.event("sums", text.toString());
    }

    private String state() {
        var text = new StringBuilder();
        JsonWriter out =
                new JsonWriter(text)
                        .object()
                        .put("version", version)
                        .put("started", startedMillis)
                        .put("slotMillis", Sums.SLOT_MILLIS)
                        .put("slots", Sums.SLOTS)
                        .list("apps");
        for (PageApp app : apps.get()) {
            StateJson.app(app, reloads.getOrDefault(app.name(), new ArrayDeque<>()), out);
        }
        out.endList().end();
        return EventStream.event("state", text.toString());
    }
}
