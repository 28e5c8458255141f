/** The version's own entrypoints as they look when they are bound; filled once its modules were evaluated. */
export const ownEntrypoints: Record<string, unknown> = Object.create(null);
