package isolate.v8;

import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.interop.IV8InspectorListener;
import com.caoccao.javet.interop.V8Inspector;
import com.caoccao.javet.interop.V8Runtime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// V8's inspector of one isolate, with at most one session at a time. Requests and what V8 says are
/// texts of the Chrome DevTools Protocol.
///
/// All is called by the thread that holds the isolate, but for [#send(String, boolean)] while code
/// is paused: V8 waits on the isolate's thread then and takes requests from any other.
public final class Inspector {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final String NO_REQUEST = "\n";

    /// Some requests are answered by a task that V8 lays aside; it takes a handful of looks.
    private static final int LOOKS_MAX = 64;

    private final V8Runtime runtime;
    private final V8Inspector standing;
    private final Client client;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable V8Inspector session;
    private volatile String resuming = NO_REQUEST;

    /// Who hears V8, on the isolate's thread.
    public interface Client {

        /// A response or a notification of that session.
        void said(int session, String message);

        /// Code is paused: requests are taken from other threads until it goes on.
        void paused();

        /// The request to go on is granted, or the debugger is gone.
        void wentOn();

        /// The request to go on was refused.
        void stillPaused();

        /// The debugger has set all it wanted to before the first code runs.
        void mayRun();
    }

    /// The inspector comes with a first session that is never used, so that what the console was
    /// told before a debugger came is kept for it.
    Inspector(V8Runtime runtime, String name, Client client) {
        this.runtime = runtime;
        this.client = client;
        this.standing = runtime.createV8Inspector(name);
    }

    /// A debugger comes.
    public void open(int number) {
        close();
        V8Inspector opened = runtime.createV8Inspector(standing.getName());
        opened.addListeners(new Listener(number));
        session = opened;
    }

    /// Hands V8 a request; `resumes` where it has paused code go on.
    public void send(String request, boolean resumes) {
        V8Inspector to = session;
        if (to == null) {
            return;
        }
        if (resumes) {
            Matcher id = ID.matcher(request);
            resuming = id.find() ? "{\"id\":" + id.group(1) + "," : NO_REQUEST;
        }
        unanswered.incrementAndGet();
        try {
            to.sendRequest(ascii(request));
        } catch (JavetException e) {
            throw new IllegalStateException("ask V8's inspector: " + e.getMessage(), e);
        }
    }

    /// Javet hands bytes of UTF-8 on as if they were characters of Latin-1.
    private static String ascii(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        var out = new StringBuilder(text.length() + 64);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    /// Lets V8 do what it has laid aside for requests that are not answered yet.
    public void settle() {
        for (int look = 0; look < LOOKS_MAX && unanswered.get() > 0; look++) {
            boolean _ = runtime.await();
        }
    }

    /// The debugger went away; its breakpoints with it.
    public void close() {
        V8Inspector closing = session;
        session = null;
        unanswered.set(0);
        if (closing != null) {
            close(closing);
        }
    }

    /// Before the isolate is closed: V8 does not survive a session that outlives its inspector.
    void end() {
        close();
        close(standing);
    }

    private static void close(V8Inspector closing) {
        try {
            closing.close();
        } catch (JavetException e) {
            throw new IllegalStateException("close V8's inspector: " + e.getMessage(), e);
        }
    }

    private final class Listener implements IV8InspectorListener {
        private static final String PAUSED = "{\"method\":\"Debugger.paused\"";

        private final int number;

        Listener(int number) {
            this.number = number;
        }

        @Override
        public void receiveNotification(String message) {
            client.said(number, ConsoleMessages.mended(message, System.currentTimeMillis()));
            if (message.startsWith(PAUSED)) {
                client.paused();
            }
        }

        @Override
        public void receiveResponse(String message) {
            unanswered.decrementAndGet();
            client.said(number, message);
            if (message.startsWith(resuming)) {
                boolean refused = message.startsWith("\"error\"", resuming.length());
                resuming = NO_REQUEST;
                if (refused) {
                    client.stillPaused();
                } else {
                    client.wentOn();
                }
            }
        }

        @Override
        public void runIfWaitingForDebugger(int group) {
            client.mayRun();
        }

        @Override
        public void flushProtocolNotifications() {}

        @Override
        public void sendRequest(String request) {}
    }
}
