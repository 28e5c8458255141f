import { a } from "./circle.js"; export const b = () => (a(), "b");
