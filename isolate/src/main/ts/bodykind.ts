/** How a body travels: not at all, whole with its head, or in chunks behind it. */
export const enum BodyKind {
  None = 0,
  Inline = 1,
  Stream = 2,
}
