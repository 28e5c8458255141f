import { runTests } from "../harness.js";
import { tests as vectors } from "./vectors.js";
import { tests as keys } from "./keys.js";

export default {
  fetch: () => runTests({ ...vectors, ...keys }),
};
