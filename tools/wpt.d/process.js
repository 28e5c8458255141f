// Runs the test in a process of Deno, Node or Bun: `process.js FILE` writes what came of it to FILE.
import process from "node:process";
import { writeFileSync } from "node:fs";
import "./prologue.js";
import { outcome } from "./frame.js";

const { exit, argv } = process;

// Where the global object hears of no exceptions, the process does. The harness wants to be told.
if (globalThis.Deno === undefined) {
  const tell = (type, members) =>
    globalThis.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), members));
  process.on("uncaughtException", (error) => tell("error", { error, message: `${error?.message ?? error}` }));
  process.on("unhandledRejection", (reason, promise) => tell("unhandledrejection", { reason, promise }));
}

writeFileSync(argv[2], await outcome());
exit(0);
