(globalThis as any).loadedLate = true; export const late = 1;
