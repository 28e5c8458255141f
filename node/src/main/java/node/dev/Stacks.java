package node.dev;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import node.diagnose.ErrorCode;
import node.diagnose.Problem;
import node.diagnose.Problems;
import node.diagnose.SourceMap;
import node.invoke.AppVersion;

/// V8's stacks in the terms of the apps' sources. On the lane's loop, but for the adding of apps.
///
/// A map that was not asked before is read elsewhere: a large one would hold up everybody's
/// requests.
final class Stacks {
    private final EventLoop loop;
    private final List<DevApp> apps = new CopyOnWriteArrayList<>();
    private Known last = new Known(0, "", Problem.of(ErrorCode.EXCEPTION, ""));

    /// An exception is told on the console first and then to whoever asked, and worked out once.
    private record Known(int version, String stack, Problem problem) {}

    Stacks(EventLoop loop) {
        this.loop = loop;
    }

    void add(DevApp app) {
        apps.add(app);
    }

    /// Goes on when stacks of a version can be told.
    ///
    /// @param asks whether there are any to tell
    void whenReadable(AppVersion version, boolean asks, Runnable next) {
        SourceMap map = asks ? map(version) : SourceMap.NONE;
        if (map.isRead()) {
            next.run();
            return;
        }
        Thread.ofVirtual()
                .name("source map")
                .start(() -> {
                    try {
                        map.read();
                    } finally {
                        loop.execute(next);
                    }
                });
    }

    /// Of a version that is too old the positions stay those of its bundle.
    private SourceMap map(AppVersion version) {
        for (DevApp app : apps) {
            SourceMap map = app.sourceMap(version);
            if (map != null) {
                return map;
            }
        }
        return SourceMap.NONE;
    }

    Problem problem(AppVersion version, ErrorCode code, String stack) {
        if (last.version() == version.id()
                && last.problem().code() == code
                && last.stack().equals(stack)) {
            return last.problem();
        }
        Problem problem = Problems.ofException(code, stack, DevApp.MAIN, map(version));
        last = new Known(version.id(), stack, problem);
        return problem;
    }
}
