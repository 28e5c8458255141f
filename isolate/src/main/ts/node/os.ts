/** `node:os`: the answers of a place without a machine, as Workers give them. */

import { errnos } from "./system";

const SIGNALS = "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(" ");

const nothing = () => [];
const zero = () => 0;

export const module = {
  EOL: "\n",
  devNull: "/dev/null",
  constants: { UV_UDP_REUSEADDR: 4, dlopen: {}, errno: errnos, signals: Object.fromEntries(SIGNALS.map((name, i) => [`SIG${name}`, i + 1])), priority: { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 } },
  arch: () => "x64",
  availableParallelism: () => 1,
  cpus: nothing,
  endianness: () => "LE",
  freemem: zero,
  getPriority: zero,
  homedir: () => "/tmp",
  hostname: () => "localhost",
  loadavg: () => [0, 0, 0],
  machine: () => "x86_64",
  networkInterfaces: () => ({}),
  platform: () => "linux",
  release: () => "",
  setPriority: () => undefined,
  tmpdir: () => "/tmp",
  totalmem: zero,
  type: () => "Linux",
  uptime: zero,
  userInfo: () => ({ uid: 0, gid: 0, username: "edgewise", homedir: "/tmp", shell: null }),
  version: () => "",
};
