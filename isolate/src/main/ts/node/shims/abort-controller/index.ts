/** Takes the place of the package `abort-controller`: the globals are there. */
export const { AbortController, AbortSignal } = globalThis as any;
