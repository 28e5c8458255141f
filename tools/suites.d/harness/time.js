// When a suite no longer says anything.
const SILENCE_MILLIS_MAX = 20_000;
const LOOK_MILLIS = 100;

/// Whether a promise settles before a count stands still for too long.
export async function silent(promise, count) {
    let settled = false;
    promise.finally(() => (settled = true));
    let last = count();
    let since = Date.now();
    while (!settled) {
        await Promise.race([promise, new Promise(resolve => setTimeout(resolve, LOOK_MILLIS))]);
        if (count() !== last) {
            last = count();
            since = Date.now();
        } else if (Date.now() - since > SILENCE_MILLIS_MAX) return false;
    }
    return true;
}
