/** `node:os`: the answers of a place without a machine, as Workers give them. */

const nothing = () => [];
const zero = () => 0;

export const module = {
  EOL: "\n",
  devNull: "/dev/null",
  constants: { UV_UDP_REUSEADDR: 4, dlopen: {}, errno: {}, signals: {}, priority: {} },
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
