package isolate;

import base.linux.SystemCalls;
import isolate.run.Versions;

/// Once a second: closes idle isolates, gives memory back after some were closed, ends work that
/// goes on too long after its answer, and what hangs.
final class Upkeep implements Runnable {
    /// V8 keeps the pages of a closed isolate for some seconds before it gives them back.
    private static final int AGAIN_SECONDS = 20;

    private final Versions versions;
    private final SystemCalls calls;
    private final long idleNanos;
    private int isolates;
    private int quietSeconds = AGAIN_SECONDS;

    Upkeep(Versions versions, SystemCalls calls, int idleSeconds) {
        this.versions = versions;
        this.calls = calls;
        this.idleNanos = idleSeconds * 1_000_000_000L;
    }

    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(1000);
                long now = System.nanoTime();
                versions.retireIdle(now, idleNanos);
                versions.expireLate(now);
                versions.lookForHung();
                trim();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trim() {
        int open = versions.isolates();
        if (open < isolates) {
            quietSeconds = 0;
        } else {
            quietSeconds++;
        }
        if (quietSeconds == 0 || quietSeconds == AGAIN_SECONDS) {
            System.gc();
            calls.trimMemory();
        }
        isolates = open;
    }
}
