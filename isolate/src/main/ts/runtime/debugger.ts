/** What a debugger is told besides what V8 tells it; nothing where none may look. */
import { host } from "../host";
import { apply } from "../web/primordials";

/** V8's own console, as it was before ours took its place. */
export const debuggerConsole: Record<string, Function> | undefined = host.debugged
  ? { ...(globalThis as any).console }
  : undefined;

const error = debuggerConsole?.error;

/** Shows an exception that nobody caught in the debugger's console. */
export function showException(thrown: unknown): void {
  if (error !== undefined) apply(error, undefined, ["Uncaught", thrown]);
}
