import { runTests } from "../harness.js";
import { tests as values } from "./values.js";
import { tests as streams } from "./streams.js";
import { tests as tools } from "./tools.js";
import { tests as more } from "./more.js";
import { tests as absent } from "./absent.js";

export default {
  fetch: () => runTests({ ...values, ...streams, ...tools, ...more, ...absent }),
};
