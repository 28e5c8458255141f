export const self = import("./itself.js");
export const value = 1;
