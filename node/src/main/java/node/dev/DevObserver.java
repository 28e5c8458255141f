package node.dev;

import base.lane.LogLevel;
import base.lane.Message;
import base.meter.MeterRecord;
import base.meter.Outcome;
import edge.http.Exchange;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import node.diagnose.ErrorAnswer;
import node.diagnose.ErrorCode;
import node.diagnose.Problem;
import node.inner.InnerExchange;
import node.invoke.AppVersion;
import node.invoke.Event;
import node.invoke.Observer;
import node.page.Live;
import node.terminal.Entry;
import node.terminal.Terminal;

/// Tells the developer what happens: a line a request with its console beneath, exceptions in the
/// terms of the sources, and error pages. The dev page hears the same. On the lane's loop.
final class DevObserver implements Observer {
    private static final int CONSOLE_LINES_MAX = 1_000;

    private final Terminal terminal;
    private final Live live;
    private final boolean meter;
    private final Stacks stacks;
    private final Map<Integer, List<Line>> consoles = new HashMap<>();
    private final Set<Integer> sockets = new HashSet<>();
    private final CompletableFuture<Void> childReady = new CompletableFuture<>();

    /// A line as code wrote it.
    private record Line(LogLevel level, String text) {}

    /// @param loop of the lane
    DevObserver(EventLoop loop, Terminal terminal, Live live, boolean meter) {
        this.stacks = new Stacks(loop);
        this.terminal = terminal;
        this.live = live;
        this.meter = meter;
    }

    /// Done when the first child is locked.
    CompletableFuture<Void> childReady() {
        return childReady;
    }

    /// An app whose stacks are to be told in its sources' terms.
    void add(DevApp app) {
        stacks.add(app);
    }

    @Override
    public void log(AppVersion version, int invocation, LogLevel level, String text) {
        var line = new Line(level, text);
        if (sockets.contains(invocation)) {
            stacks.whenReadable(
                    version,
                    level.isFailure(),
                    () -> {
                        show(new Entry.Late(version.app(), told(version, line)));
                    });
            return;
        }
        List<Line> lines = consoles.computeIfAbsent(invocation, _ -> new ArrayList<>());
        if (lines.size() < CONSOLE_LINES_MAX) {
            lines.add(line);
        }
    }

    private Entry.Console told(AppVersion version, Line line) {
        return switch (line.level()) {
            case EXCEPTION -> told(line, stacks.problem(version, ErrorCode.EXCEPTION, line.text()));
            case REJECTION ->
                    told(line, stacks.problem(version, ErrorCode.UNHANDLED_REJECTION, line.text()));
            case DEBUG, INFO, LOG, WARN, ERROR -> new Entry.Console(line.level(), line.text());
        };
    }

    private List<Entry.Console> told(AppVersion version, List<Line> lines) {
        return lines.stream().map(line -> told(version, line)).toList();
    }

    private List<Line> linesOf(int invocation) {
        List<Line> lines = consoles.remove(invocation);
        return lines == null ? List.of() : lines;
    }

    private static boolean fails(List<Line> lines) {
        return lines.stream().anyMatch(line -> line.level().isFailure());
    }

    private static Entry.Console told(Line line, Problem problem) {
        return new Entry.Console(line.level(), line.text(), problem);
    }

    private void show(Entry entry) {
        terminal.show(entry);
        live.add(entry);
    }

    private void complain(String sentence) {
        show(new Entry.Said(sentence, true));
    }

    /// A WebSocket may last for days: its lines are shown as they come, and its end by one more.
    @Override
    public void upgraded(AppVersion version, int invocation, Exchange exchange, long wallMicros) {
        sockets.add(invocation);
        List<Line> lines = linesOf(invocation);
        stacks.whenReadable(
                version,
                fails(lines),
                () -> {
                    show(
                            new Entry.Request(
                                    System.currentTimeMillis(),
                                    version.app(),
                                    exchange.head().method(),
                                    exchange.head().target(),
                                    101,
                                    wallMicros,
                                    -1,
                                    0,
                                    "ok",
                                    told(version, lines)));
                });
    }

    @Override
    public void ended(Ended ended) {
        List<Line> lines = linesOf(ended.invocation());
        boolean socket = sockets.remove(ended.invocation());
        boolean untold = isUntold(ended.meter().outcome());
        stacks.whenReadable(
                ended.event().version(),
                untold || fails(lines),
                () -> show(ended, lines, untold, socket));
    }

    private void show(Ended ended, List<Line> lines, boolean untold, boolean socket) {
        AppVersion version = ended.event().version();
        MeterRecord used = ended.meter();
        var console = new ArrayList<>(told(version, lines));
        if (untold) {
            Problem problem = problemOf(version, new Failure(used.outcome(), ended.detail()));
            console.add(told(new Line(LogLevel.EXCEPTION, ended.detail()), problem));
        }
        show(
                new Entry.Request(
                        System.currentTimeMillis() - (socket ? 0 : used.wallMicros() / 1000),
                        used.app(),
                        socket ? "WS" : kind(ended.event()),
                        subject(ended.event()),
                        ended.status(),
                        used.wallMicros(),
                        used.cpuMicros(),
                        used.bytesOut(),
                        used.outcome().word(),
                        console));
        if (meter) {
            terminal.show(new Entry.Meter(used));
        }
    }

    /// An exception is told by the code that threw it; what else ends an invocation is told here.
    private static boolean isUntold(Outcome outcome) {
        return switch (outcome) {
            case OK, EXCEPTION, CANCELED -> false;
            case EXCEEDED_CPU, EXCEEDED_MEMORY, EXCEEDED_WALL, EXCEEDED_STARTUP -> true;
            case ISOLATE_LOST, CHILD_LOST, HUNG -> true;
            case START_FAILED, START_HUNG, NO_HANDLER, NO_RESPONSE -> true;
        };
    }

    private static String kind(Event event) {
        return switch (event) {
            case Event.Request request -> request.exchange().head().method();
            case Event.Scheduled _ -> "scheduled";
        };
    }

    private static String subject(Event event) {
        return switch (event) {
            case Event.Request request -> request.exchange().head().target();
            case Event.Scheduled(_, _, String cron, long millis) ->
                    (cron.isEmpty() ? "" : "'" + cron + "' ") + Instant.ofEpochMilli(millis);
        };
    }

    @Override
    public void loaded(AppVersion version, Message.Loaded figures) {
        if (meter) {
            terminal.show(
                    new Entry.Loaded(
                            version.app(),
                            figures.takeMicros(),
                            figures.loadMicros(),
                            figures.cached()));
        }
    }

    @Override
    public void locked(List<String> missing) {
        childReady.complete(null);
        if (!missing.isEmpty()) {
            complain(
                    "The apps' process is not locked in full here; missing: "
                            + String.join(", ", missing)
                            + ".");
        }
    }

    @Override
    public void childLost(String reason) {
        String why = reason.endsWith(".") ? reason : reason + ".";
        complain("The process that ran the apps was ended: " + why + " It is started again.");
    }

    /// Something about the apps that the developer ought to know. Any thread.
    void warn(String sentence) {
        terminal.complain(sentence);
    }

    /// What is printed by the way. Any thread.
    void say(String text) {
        terminal.say(text);
    }

    @Override
    public void bug(String where, Throwable cause) {
        complain(bugText(where, cause));
    }

    /// The same. Any thread.
    void warnOfBug(String where, Throwable cause) {
        warn(bugText(where, cause));
    }

    private static String bugText(String where, Throwable cause) {
        var stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return "A bug of Edgewise: " + where + ": " + stack;
    }

    /// An exchange went wrong outside of any app's code.
    void exchangeFailed(String app, RequestHead head, Throwable cause) {
        complain(app + " " + head.method() + " " + head.target() + ": " + cause.getMessage());
    }

    /// Answers for an app that could not be built, and logs the request like any other.
    void refuse(Exchange exchange, String app, List<Problem> why) {
        if (exchange instanceof InnerExchange inner) {
            inner.thrown("Error: The app '" + app + "' could not be built.");
            return;
        }
        answer(exchange, app, 500, why);
        RequestHead head = exchange.head();
        show(
                new Entry.Request(
                        System.currentTimeMillis(),
                        app,
                        head.method(),
                        head.target(),
                        500,
                        0,
                        -1,
                        0,
                        "buildFailed",
                        List.of()));
    }

    @Override
    public void answerFailure(Exchange exchange, AppVersion version, Failure failure) {
        if (exchange instanceof InnerExchange inner) {
            tell(inner, version, failure);
            return;
        }
        stacks.whenReadable(
                version,
                true,
                () -> {
                    Problem problem = problemOf(version, failure);
                    answer(exchange, version.app(), failure.status(), List.of(problem));
                });
    }

    /// A caller within this node gets the exception without its stack, or why there is no answer.
    private static void tell(InnerExchange caller, AppVersion version, Failure failure) {
        switch (failure.outcome()) {
            case OK, EXCEPTION, START_FAILED ->
                    caller.thrown(failure.detail().split("\n +at ", 2)[0]);
            default -> caller.thrown("Error: " + FailureText.sentence(version, failure));
        }
    }

    private Problem problemOf(AppVersion version, Failure failure) {
        ErrorCode code = ErrorCode.of(failure.outcome());
        return switch (failure.outcome()) {
            case OK, EXCEPTION, START_FAILED -> stacks.problem(version, code, failure.detail());
            default -> Problem.of(code, FailureText.sentence(version, failure));
        };
    }

    /// Answers with a page or a problem document.
    private static void answer(Exchange exchange, String app, int status, List<Problem> problems) {
        String accept = exchange.head().header("accept");
        ErrorAnswer answer = ErrorAnswer.of(accept == null ? "" : accept, app, status, problems);
        var headers = new ArrayList<>(answer.headers());
        if (status == 503) {
            headers.add(Map.entry("retry-after", "1"));
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.respond(
                new ResponseHead(status, "", headers, body.length), Unpooled.wrappedBuffer(body));
    }
}
