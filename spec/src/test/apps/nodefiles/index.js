import { runTests } from "../harness.js";
import { tests as files } from "./files.js";
import { tests as ours } from "./ours.js";

export default {
  fetch: () => runTests({ ...files, ...ours }),
};
