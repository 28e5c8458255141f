/** The packages from npm that the build lays beside these sources. */
declare module "buffer/";
declare module "events/";
declare module "parse5";
declare module "readable-stream";
declare module "string_decoder/";
declare module "path-browserify";
