export const name = "three";
