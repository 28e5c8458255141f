export const kind = "fake";
