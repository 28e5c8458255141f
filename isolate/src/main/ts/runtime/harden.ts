/** What is taken away from the language, as on Workers. */
import { host } from "../host";
import { isBufferSource } from "../web/primordials";

export function harden(global: any): void {
  delete global.SharedArrayBuffer;
  delete global.Atomics;
  noCompilation(global.WebAssembly);
  seedRandom();
}

/** WebAssembly comes from modules that were there at the upload, never from bytes at run time. */
function noCompilation(wasm: any): void {
  const NativeModule = wasm.Module;
  const refuse = (given: number, bytes: unknown): never => {
    if (given === 0 || !isBufferSource(bytes)) throw new TypeError("WebAssembly takes a module's bytes in a buffer.");
    throw new wasm.CompileError("WebAssembly is not compiled at run time; import the .wasm file as a module.");
  };
  const Module: any = function Module(bytes: unknown) {
    if (new.target === undefined) throw new TypeError("WebAssembly.Module is called with 'new'.");
    refuse(arguments.length, bytes);
  };
  Object.defineProperty(Module, "prototype", { value: NativeModule.prototype, writable: false });
  Object.defineProperty(NativeModule.prototype, "constructor", { value: Module, writable: true, configurable: true });
  for (const name of ["exports", "imports", "customSections"]) {
    const value = NativeModule[name];
    Object.defineProperty(Module, name, { value, writable: true, enumerable: true, configurable: true });
  }
  wasm.Module = Module;
  const instantiate = wasm.instantiate;
  const operations = {
    async compile(bytes: unknown): Promise<never> {
      return refuse(arguments.length, bytes);
    },
    async instantiate(source: unknown, ...imports: unknown[]): Promise<unknown> {
      return source instanceof NativeModule ? instantiate(source, imports[0]) : refuse(arguments.length, source);
    },
  };
  wasm.compile = operations.compile;
  wasm.instantiate = operations.instantiate;
  delete wasm.compileStreaming;
  delete wasm.instantiateStreaming;
}

/**
 * A locked process has no random device, so V8 seeds Math.random weakly. This one (xorshift128+) is
 * seeded by the JDK; it is no better for secrets than V8's own: those come from `crypto`.
 */
function seedRandom(): void {
  let state: BigUint64Array | undefined;
  const next = () => {
    if (state === undefined) {
      const seed = new ArrayBuffer(16);
      state = new BigUint64Array(seed);
      host.random(seed, 0, 16);
    }
    let a = state[0];
    const b = state[1];
    state[0] = b;
    a ^= a << 23n;
    state[1] = a ^ b ^ (a >> 17n) ^ (b >> 26n);
    return Number((state[1] + b) & 0x1fffffffffffffn) / 0x20000000000000;
  };
  Object.defineProperty(Math, "random", { value: { random: next }.random, writable: true, configurable: true });
}
