package node.fetch;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The connections of one client: kept ones are used again, the last one first.
final class Pool {

    private final EventLoop loop;
    private final FetchSettings settings;
    private final Connector connector;
    private final Map<Origin, Line> lines = new HashMap<>();
    private int connections;
    private boolean closed;

    Pool(EventLoop loop, FetchSettings settings, Connector connector) {
        this.loop = loop;
        this.settings = settings;
        this.connector = connector;
    }

    /// What there is of one origin.
    private static final class Line {
        final Deque<ClientConnection> idle = new ArrayDeque<>();
        final Deque<Hop> waiting = new ArrayDeque<>();
        int open;
    }

    int connections() {
        return connections;
    }

    /// Gives a connection to the hop, now or later; a new one where `fresh` asks for it.
    void take(Hop hop, boolean fresh) {
        Line line = lines.computeIfAbsent(hop.origin(), _ -> new Line());
        ClientConnection kept = fresh ? null : line.idle.pollLast();
        if (kept != null) {
            kept.take();
            hop.connected(kept, true);
        } else if (line.open < settings.openPerOriginMax()) {
            open(line, hop);
        } else {
            line.waiting.add(hop);
        }
    }

    private void open(Line line, Hop hop) {
        line.open++;
        connections++;
        connector.connect(
                hop.origin(),
                new Connector.Waiting() {
                    @Override
                    public void connected(Channel channel) {
                        give(channel, hop);
                    }

                    @Override
                    public void refused(String sentence, @Nullable Throwable cause) {
                        gone(hop.origin());
                        hop.failed(sentence);
                    }
                });
    }

    private void give(Channel channel, Hop hop) {
        if (!channel.isActive()) {
            gone(hop.origin());
            hop.failed("The connection to " + hop.origin() + " was closed as soon as it stood.");
            return;
        }
        var connection = new ClientConnection(channel, hop.origin(), this);
        channel.pipeline().addLast(connection);
        if (hop.over()) {
            free(connection);
        } else {
            hop.connected(connection, false);
        }
    }

    /// A connection has no call any more and may serve another.
    void free(ClientConnection connection) {
        Line line = lines.computeIfAbsent(connection.origin(), _ -> new Line());
        Hop next = nextWaiting(line);
        if (next != null) {
            next.connected(connection, true);
        } else if (closed || line.idle.size() >= settings.idlePerOriginMax()) {
            connection.close();
        } else {
            line.idle.add(connection);
            connection.idle(
                    loop.schedule(
                            connection::close, settings.idleMillisMax(), TimeUnit.MILLISECONDS));
        }
    }

    private static @Nullable Hop nextWaiting(Line line) {
        Hop next = line.waiting.poll();
        while (next != null && next.over()) {
            next = line.waiting.poll();
        }
        return next;
    }

    /// A connection is no more.
    void closed(ClientConnection connection) {
        Line line = lines.get(connection.origin());
        if (line != null) {
            line.idle.remove(connection);
        }
        gone(connection.origin());
    }

    private void gone(Origin origin) {
        connections--;
        Line line = lines.get(origin);
        if (line == null) {
            return;
        }
        line.open--;
        Hop next = nextWaiting(line);
        if (next != null) {
            open(line, next);
        } else if (line.open == 0) {
            lines.remove(origin);
        }
    }

    void close() {
        closed = true;
        for (Line line : lines.values()) {
            List.copyOf(line.idle).forEach(ClientConnection::close);
        }
    }
}
