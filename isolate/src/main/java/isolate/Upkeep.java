package isolate;

import base.linux.SystemCalls;
import isolate.run.Versions;

/// Once a second: closes idle isolates, gives memory back after some were closed, ends work that
/// goes on too long after its answer.
final class Upkeep implements Runnable {
    private final Versions versions;
    private final SystemCalls calls;
    private final long idleNanos;
    private int isolates;

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
                trim();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void trim() {
        int open = versions.isolates();
        if (open < isolates) {
            System.gc();
            calls.trimMemory();
        }
        isolates = open;
    }
}
