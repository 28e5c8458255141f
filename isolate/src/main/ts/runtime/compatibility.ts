/**
 * What a version's compatibility date and flags change. The newest behaviour holds but for what
 * stands here: changes that an app written before them could not live with.
 */
import { useSocketDefaults } from "../web/index";
import { freeze } from "../web/primordials";

interface Change {
  /** The first date that has it. */
  readonly since: string;
  readonly on: string;
  readonly off: string;
}

const BLOBS: Change = {
  since: "2026-03-17",
  on: "websocket_standard_binary_type",
  off: "no_websocket_standard_binary_type",
};
const ANSWERED_CLOSES: Change = {
  since: "2026-04-07",
  on: "web_socket_auto_reply_to_close",
  off: "web_socket_manual_reply_to_close",
};

/** `Cloudflare.compatibilityFlags`: those that the settings name, each `true`. */
export const compatibilityFlags: Record<string, boolean> = {};

/** `date` is empty where none was given: then all is new. */
export function behaveAs(date: string, flags: readonly string[]): void {
  const has = ({ since, on, off }: Change): boolean =>
    flags.includes(on) || (!flags.includes(off) && (date === "" || date >= since));
  for (const flag of flags) compatibilityFlags[flag] = true;
  freeze(compatibilityFlags);
  useSocketDefaults(has(BLOBS) ? "blob" : "arraybuffer", !has(ANSWERED_CLOSES));
}
