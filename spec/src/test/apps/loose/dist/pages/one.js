import { name as two } from "./deep/two.js";
export const name = "one";
export default `one sees ${two}`;
