/** All calls that are done at once. */
export * from "./copy";
export * from "./files";
export { opendirSync } from "./folder";
export * from "./tree";
