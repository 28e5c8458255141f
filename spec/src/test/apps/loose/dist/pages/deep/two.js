export const name = "two";
export const sibling = () => import("./three.js");
export const above = () => import("../one.js");
