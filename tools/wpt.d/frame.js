// Runs the test in the first request and answers with what came of it, a line each: the harness's
// status first (a number, then what it says), then each subtest's status, name and message.
import about from "./about.js";
import test from "./test.js";

const native = { setTimeout, Response, stringify: JSON.stringify };

const text = (value) => native.stringify(value === null || value === undefined ? "" : String(value));

function report(tests, status, thrown) {
  const message = thrown === undefined ? status.message : `${thrown?.stack ?? thrown}`;
  const lines = [`${thrown === undefined ? status.status : 1}\t${text(message)}`];
  for (const each of tests) lines.push(`${each.status}\t${text(each.name)}\t${text(each.message)}`);
  return lines.join("\n");
}

/** What idlharness.js asks of a global object before it believes that it is a worker's. */
class AnyGlobal {
  static [Symbol.hasInstance]() {
    return true;
  }
}

export function outcome() {
  return new Promise((resolve) => {
    let thrown;
    let end = () => {};
    const begin = (harness) => {
      if (/idlharness/.test(about.path)) globalThis.DedicatedWorkerGlobalScope = AnyGlobal;
      harness.setup({ explicit_done: true, explicit_timeout: true });
      harness.add_completion_callback((tests, status) => resolve(report(tests, status, thrown)));
      end = () => {
        native.setTimeout(() => resolve(report([], { status: 2, message: "nothing came" }, thrown)), 1000);
        harness.timeout();
      };
      native.setTimeout(end, about.seconds * 1000);
    };
    try {
      test.call(globalThis, begin);
    } catch (error) {
      thrown = error;
    }
    // The harness believes that it is in a service worker where there is that name, and waits for this.
    if (globalThis.ServiceWorkerGlobalScope !== undefined) globalThis.dispatchEvent(new Event("install"));
    // What waits for the rest of a script that was not run waits in vain.
    if (thrown !== undefined) native.setTimeout(end, 2000);
    if (typeof globalThis.done === "function") globalThis.done();
    else resolve(report([], { status: 1, message: "" }, thrown));
  });
}

export const Answer = native.Response;
