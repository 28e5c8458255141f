package node.child;

import base.lane.Debugging;
import base.linux.SystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Starts children, all from one platform thread that never ends: it is confined by Landlock, which
/// a child inherits, and a child dies when the thread that started it ends.
public final class Spawner {
    /// Above what any distribution gives to people, services or containers. Each child is another
    /// user, drawn anew: the kernel's limit on threads counts per user.
    private static final int FIRST_USER = 1_900_000_000;

    private static final int USERS = 200_000_000;

    private final Installation installation;
    private final SystemCalls calls;
    private final LinkedBlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private final SecureRandom random = new SecureRandom();
    private final List<String> missing = new CopyOnWriteArrayList<>();
    private final boolean ownUser;

    /// What a child is told on its standard input.
    ///
    /// @param socket path of the lane's socket
    /// @param secret proves that who connects is this child
    /// @param spares isolates kept ready
    /// @param idleSeconds after which an unused isolate is closed
    /// @param debugging whether debuggers may look at its isolates
    public record Order(
            Path socket, String secret, int spares, int idleSeconds, Debugging debugging) {}

    /// Starts the spawner's thread and confines it.
    public Spawner(Installation installation, SystemCalls calls) {
        this.ownUser = isRoot() && Installation.isReachableByAll(javaHome());
        this.installation = ownUser ? installation.reachableByAll() : installation;
        this.calls = calls;
        if (isRoot() && !ownUser) {
            missing.add("a user of its own (the Java runtime is not readable by all)");
        }
        var thread = new Thread(this::serve, "spawner");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        confine();
        try {
            while (true) {
                jobs.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void confine() {
        Landlock landlock = Landlock.begin(calls);
        if (landlock == null) {
            missing.add("Landlock (files)");
            return;
        }
        for (Path path : readable()) {
            landlock.readAndExecute(path);
        }
        landlock.write(Path.of("/dev/null"));
        if (!landlock.enforce()) {
            missing.add("Landlock (network and scopes)");
        }
    }

    private List<Path> readable() {
        return List.of(
                javaHome(),
                installation.home(),
                Path.of("/lib/x86_64-linux-gnu"),
                Path.of("/lib64"),
                Path.of("/etc/ld.so.cache"),
                Path.of("/dev/urandom"),
                Path.of("/dev/random"),
                Path.of("/usr/bin/setsid"),
                Path.of("/usr/bin/unshare"),
                Path.of("/usr/bin/setpriv"),
                Path.of("/proc"));
    }

    private static Path javaHome() {
        try {
            return Path.of(System.getProperty("java.home")).toRealPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("find the Java runtime", e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /// The layers of the lock that this kernel or user cannot give; whole after the first child.
    public List<String> missing() {
        return missing;
    }

    /// Starts a child.
    public CompletableFuture<Process> start(Order order) {
        var started = new CompletableFuture<Process>();
        jobs.add(() -> {
            try {
                started.complete(spawn(order));
            } catch (IOException | RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    private Process spawn(Order order) throws IOException {
        var command = new ArrayList<>(wrapper());
        command.addAll(java(order));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        // With an arena for each thread, memory of closed isolates stays scattered over all of
        // them.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.directory(Path.of("/").toFile());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(
                    String.join(
                            "\n",
                            installation.natives().toString(),
                            order.socket().toString(),
                            order.secret(),
                            String.valueOf(order.spares()),
                            String.valueOf(order.idleSeconds()),
                            order.debugging().word(),
                            ""));
        }
        return process;
    }

    /// Programs of util-linux that put the child into a session and namespaces of its own and, as
    /// root, make it a user of its own that has nothing. In another session it has no terminal, and
    /// the Ctrl-C that ends the node does not end it under the requests that are under way.
    private List<String> wrapper() {
        String[] rest = {"--inh-caps=-all", "--no-new-privs"};
        var words = new ArrayList<String>();
        words.add("/usr/bin/setsid");
        if (ownUser) {
            String user = String.valueOf(FIRST_USER + random.nextInt(USERS));
            words.addAll(List.of("/usr/bin/unshare", "-n", "-i", "/usr/bin/setpriv"));
            words.addAll(List.of("--reuid", user, "--regid", user, "--clear-groups"));
            words.add("--bounding-set=-all");
        } else {
            words.addAll(List.of("/usr/bin/unshare", "-U", "-n", "-i", "/usr/bin/setpriv"));
        }
        words.addAll(List.of(rest));
        return words;
    }

    /// What a debugger is told (a profile, a script's source) passes as one text.
    private static String heap(Debugging debugging) {
        return debugging == Debugging.OFF ? "-Xmx96m" : "-Xmx384m";
    }

    private List<String> java(Order order) {
        var words = new ArrayList<String>();
        words.add(javaHome().resolve("bin/java").toString());
        words.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xms8m",
                        "-Xmn4m",
                        "-XX:MinHeapFreeRatio=10",
                        "-XX:MaxHeapFreeRatio=20",
                        heap(order.debugging()),
                        "-Xss1m",
                        "-XX:-UsePerfData",
                        "-XX:+DisableAttachMechanism",
                        "-XX:-UseContainerSupport",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-XX:CompressedClassSpaceSize=64m",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:+SuppressFatalErrorMessage",
                        "-XX:TieredStopAtLevel=4",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8"));
        @Nullable Path aot = Files.exists(installation.childAot()) ? installation.childAot() : null;
        if (aot != null) {
            words.add("-XX:AOTCache=" + aot);
        }
        words.add("-cp");
        words.add(String.join(":", installation.childJars().stream().map(Path::toString).toList()));
        words.add("isolate.Main");
        return words;
    }
}
