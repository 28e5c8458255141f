import { runTests } from "../harness.js";
import { tests as values } from "./values.js";
import { tests as streams } from "./streams.js";
import { tests as tools } from "./tools.js";

export default {
  fetch: () => runTests({ ...values, ...streams, ...tools }),
};
