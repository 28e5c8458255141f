package node.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.json.Json;
import node.json.JsonText;

/// What a debugger has set up, kept to be set up again in the isolate that comes after: when an app
/// was changed, or its isolate was stopped by a limit, the debugger stays.
final class Setup {
    private static final int KEPT_MAX = 10_000;
    private static final String BREAKPOINT = "Debugger.breakpoint:";

    private static final Set<String> KEPT =
            Set.of(
                    "Debugger.setAsyncCallStackDepth",
                    "Debugger.setBlackboxPatterns",
                    "Debugger.setBreakpointsActive",
                    "Debugger.setPauseOnExceptions",
                    "Debugger.setSkipAllPauses",
                    "Profiler.setSamplingInterval",
                    "Runtime.runIfWaitingForDebugger",
                    "Runtime.setAsyncCallStackDepth",
                    "Runtime.setMaxCallStackSizeToCapture");

    private final Map<String, Request> kept = new LinkedHashMap<>();
    private final Map<Long, Request> breakpoints = new HashMap<>();

    /// The debugger asks for something.
    void asked(Request request) {
        String method = request.method();
        if (method.equals("Debugger.setBreakpointByUrl")) {
            if (breakpoints.size() < KEPT_MAX) {
                breakpoints.put(request.id(), request);
            }
        } else if (method.equals("Debugger.removeBreakpoint")) {
            kept.remove(BREAKPOINT + request.params().text("breakpointId"));
        } else if (method.equals("Runtime.addBinding")) {
            keep(method + ":" + request.params().text("name"), request);
        } else if (method.endsWith(".disable")) {
            kept.keySet().removeIf(key -> key.startsWith(request.domain() + "."));
        } else if (method.endsWith(".enable") || KEPT.contains(method)) {
            keep(method, request);
        }
    }

    /// Whether the response to that request is to be told with [#answered(long, Json.Fields)].
    boolean awaits(long id) {
        return breakpoints.containsKey(id);
    }

    /// A breakpoint has its id now.
    void answered(long id, Json.Fields response) {
        Request request = breakpoints.remove(id);
        String breakpoint = response.fields("result").text("breakpointId");
        if (request != null && !breakpoint.isEmpty()) {
            keep(BREAKPOINT + breakpoint, request);
        }
    }

    private void keep(String key, Request request) {
        kept.remove(key);
        if (kept.size() < KEPT_MAX) {
            kept.put(key, request);
        }
    }

    /// The requests that set all of it up, with ids from `first` on. Domains are enabled first, and
    /// code may run last.
    List<String> again(long first) {
        var ordered = new ArrayList<Request>();
        kept.values().stream().filter(r -> rank(r) == 0).forEach(ordered::add);
        kept.values().stream().filter(r -> rank(r) == 1).forEach(ordered::add);
        kept.values().stream().filter(r -> rank(r) == 2).forEach(ordered::add);
        var texts = new ArrayList<String>();
        for (Request request : ordered) {
            texts.add(
                    "{\"id\":"
                            + (first + texts.size())
                            + ",\"method\":\""
                            + request.method()
                            + "\",\"params\":"
                            + JsonText.of(request.params())
                            + "}");
        }
        return texts;
    }

    private static int rank(Request request) {
        return request.method().endsWith(".enable")
                ? 0
                : request.method().equals("Runtime.runIfWaitingForDebugger") ? 2 : 1;
    }
}
