package node.dev;

import base.lane.LogLevel;
import base.lane.Message;
import base.meter.MeterRecord;
import base.meter.Outcome;
import edge.http.Exchange;
import edge.http.RequestHead;
import edge.http.ResponseHead;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import node.diagnose.ErrorAnswer;
import node.diagnose.ErrorCode;
import node.diagnose.Problem;
import node.diagnose.ProblemText;
import node.diagnose.Problems;
import node.invoke.AppVersion;
import node.invoke.Event;
import node.invoke.Observer;
import node.terminal.Entry;
import node.terminal.Terminal;

/// Tells the developer what happens: a line a request with its console beneath, exceptions in the
/// terms of the sources, and error pages. On the lane's loop.
final class DevObserver implements Observer {
    private static final int CONSOLE_LINES_MAX = 1_000;

    private final Terminal terminal;
    private final boolean meter;
    private final ProblemText problems;
    private final Map<String, DevApp> apps = new ConcurrentHashMap<>();
    private final Map<Integer, List<Entry.Console>> consoles = new HashMap<>();
    private final Set<Integer> sockets = new HashSet<>();

    DevObserver(Terminal terminal, boolean meter, ProblemText problems) {
        this.terminal = terminal;
        this.meter = meter;
        this.problems = problems;
    }

    /// An app whose stacks are to be told in its sources' terms.
    void add(DevApp app) {
        apps.put(app.name(), app);
    }

    @Override
    public void log(AppVersion version, int invocation, LogLevel level, String text) {
        if (sockets.contains(invocation)) {
            var line = new Entry.Console(level, told(version, level, text));
            terminal.show(new Entry.Late(version.app(), line));
            return;
        }
        List<Entry.Console> lines = consoles.computeIfAbsent(invocation, _ -> new ArrayList<>());
        if (lines.size() < CONSOLE_LINES_MAX) {
            lines.add(new Entry.Console(level, told(version, level, text)));
        }
    }

    private String told(AppVersion version, LogLevel level, String text) {
        return switch (level) {
            case EXCEPTION -> told(problemOf(version, ErrorCode.EXCEPTION, text));
            case REJECTION -> told(problemOf(version, ErrorCode.UNHANDLED_REJECTION, text));
            case DEBUG, INFO, LOG, WARN, ERROR -> text;
        };
    }

    private String told(Problem problem) {
        return problems.of(problem).stripTrailing();
    }

    /// A WebSocket may last for days: its lines are shown as they come, and its end by one more.
    @Override
    public void upgraded(AppVersion version, int invocation, Exchange exchange, long wallMicros) {
        sockets.add(invocation);
        List<Entry.Console> lines = consoles.remove(invocation);
        terminal.show(
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
                        lines == null ? List.of() : lines));
    }

    @Override
    public void ended(Ended ended) {
        List<Entry.Console> console = consoles.remove(ended.invocation());
        List<Entry.Console> lines = console == null ? new ArrayList<>() : console;
        if (isUntold(ended.meter().outcome())) {
            var failure = new Failure(ended.meter().outcome(), ended.detail());
            String text = told(problemOf(ended.event().version(), failure));
            lines.add(new Entry.Console(LogLevel.EXCEPTION, text));
        }
        MeterRecord used = ended.meter();
        boolean socket = sockets.remove(ended.invocation());
        terminal.show(
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
                        lines));
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
            terminal.say(
                    "{\"isolate\":\"%s\",\"takeMicros\":%d,\"loadMicros\":%d,\"cached\":%b}"
                            .formatted(
                                    version.app(),
                                    figures.takeMicros(),
                                    figures.loadMicros(),
                                    figures.cached()));
        }
    }

    @Override
    public void locked(List<String> missing) {
        if (!missing.isEmpty()) {
            terminal.complain(
                    "The apps' process is not locked in full here; missing: "
                            + String.join(", ", missing)
                            + ".");
        }
    }

    @Override
    public void childLost(String reason) {
        String why = reason.endsWith(".") ? reason : reason + ".";
        terminal.complain(
                "The process that ran the apps was ended: " + why + " It is started again.");
    }

    @Override
    public void bug(String where, Throwable cause) {
        var stack = new java.io.StringWriter();
        cause.printStackTrace(new java.io.PrintWriter(stack));
        terminal.complain("A bug of Edgewise: " + where + ": " + stack);
    }

    /// An exchange went wrong outside of any app's code.
    void exchangeFailed(String app, RequestHead head, Throwable cause) {
        terminal.complain(
                app + " " + head.method() + " " + head.target() + ": " + cause.getMessage());
    }

    /// Answers for an app that could not be built, and logs the request like any other.
    void refuse(Exchange exchange, String app, List<Problem> why) {
        answer(exchange, app, 500, why);
        RequestHead head = exchange.head();
        terminal.show(
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
        Problem problem = problemOf(version, failure);
        int status = failure.status();
        answer(exchange, version.app(), status, List.of(problem));
    }

    private Problem problemOf(AppVersion version, Failure failure) {
        ErrorCode code = ErrorCode.of(failure.outcome());
        return switch (failure.outcome()) {
            case OK, EXCEPTION, START_FAILED -> problemOf(version, code, failure.detail());
            default -> Problem.of(code, FailureText.sentence(version, failure));
        };
    }

    private Problem problemOf(AppVersion version, ErrorCode code, String stack) {
        DevApp app = apps.get(version.app());
        return app == null
                ? Problem.of(code, stack)
                : Problems.ofException(code, stack, DevApp.MAIN, app.sourceMap(version));
    }

    /// Answers with a page or a problem document.
    private static void answer(Exchange exchange, String app, int status, List<Problem> problems) {
        ErrorAnswer answer = ErrorAnswer.of(accept(exchange), app, status, problems);
        var headers = new ArrayList<>(answer.headers());
        if (status == 503) {
            headers.add(Map.entry("retry-after", "1"));
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.respond(
                new ResponseHead(status, "", headers, body.length), Unpooled.wrappedBuffer(body));
    }

    private static String accept(Exchange exchange) {
        for (Map.Entry<String, String> header : exchange.head().headers()) {
            if (header.getKey().equals("accept")) {
                return header.getValue();
            }
        }
        return "";
    }
}
