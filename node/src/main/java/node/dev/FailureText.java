package node.dev;

import node.invoke.AppVersion;
import node.invoke.Observer;

/// In words: why a version gave no answer.
final class FailureText {
    private FailureText() {}

    static String sentence(AppVersion version, Observer.Failure failure) {
        String app = "The app '" + version.app() + "'";
        return switch (failure.outcome()) {
            case EXCEEDED_CPU ->
                    app
                            + " used more than "
                            + version.limits().cpuMillisMax()
                            + " ms of processor time for this request (limits.cpu_ms).";
            case EXCEEDED_MEMORY ->
                    app
                            + " used more than "
                            + version.limits().heapBytesMax() / (1024 * 1024)
                            + " MiB of memory (edgewise.limits.heapBytesMax).";
            case EXCEEDED_WALL -> app + " waited longer than it may for the answer of an op.";
            case EXCEEDED_STARTUP ->
                    app
                            + " took more than "
                            + version.limits().startupMillisMax()
                            + " ms of processor time to start.";
            case ISOLATE_LOST ->
                    app + " was stopped because of another request in the same isolate; try again.";
            case CHILD_LOST ->
                    "The process that ran "
                            + app.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                            + app.substring(1)
                            + " was ended: "
                            + ended(failure.detail())
                            + " Try again.";
            case OK, EXCEPTION, START_FAILED -> failure.detail();
            case CANCELED, HUNG, START_HUNG, NO_HANDLER, NO_RESPONSE -> failure.detail();
        };
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
