import { nothere } from "./one.js"; nothere();
