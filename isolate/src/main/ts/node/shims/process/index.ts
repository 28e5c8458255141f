/** Takes the place of the package `process`, whose nextTick would be a timer. */
import { deps } from "../../deps";

const process = deps.process;
module.exports = process;

declare const module: { exports: unknown };
