/** The connections of bytes that stand or are to stand, by their streams; tcp.ts makes them. */
import type { Connection } from "./tcp";

export const connections: Record<number, Connection> = Object.create(null);

export function connectionOf(stream: number): Connection | undefined {
  return connections[stream];
}
