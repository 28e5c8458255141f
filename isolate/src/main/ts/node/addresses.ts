/** Addresses of the Internet as Node's modules know them. */
import { wrongType, wrongValue } from "./errors";

const FOUR = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/;

export function isIPv4(text: unknown): boolean {
  const value = `${text}`;
  return FOUR.test(value) && !value.endsWith(".");
}

export function isIPv6(text: unknown): boolean {
  return groups(`${text}`) !== null;
}

export function isIP(text: unknown): 0 | 4 | 6 {
  return isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0;
}

/** The eight groups of an address of IPv6; null where it is none. */
function groups(text: string): number[] | null {
  const [address, zone, ...more] = text.split("%");
  if (more.length > 0 || zone === "") return null;
  const halves = address.split("::");
  if (halves.length > 2) return null;
  const read = halves.map((half, i) => half === "" && halves.length === 2 ? [] : half.split(":").flatMap((part, j, all) => group(part, i === halves.length - 1 && j === all.length - 1)));
  const count = read.reduce((sum, half) => sum + half.length, 0);
  if (read.flat().includes(-1) || (halves.length === 1 ? count !== 8 : count > 7)) return null;
  return halves.length === 1 ? read[0] : [...read[0], ...new Array(8 - count).fill(0), ...read[1]];
}

function group(part: string, last: boolean): number[] {
  if (last && isIPv4(part)) {
    const bytes = part.split(".").map(Number);
    return [bytes[0] * 256 + bytes[1], bytes[2] * 256 + bytes[3]];
  }
  return [/^[0-9a-f]{1,4}$/i.test(part) ? parseInt(part, 16) : -1];
}

function numberOf(address: string, family: string): bigint {
  if (family === "ipv4" ? !isIPv4(address) : !isIPv6(address)) throw wrongValue("address", address, "is invalid");
  if (family === "ipv4") return address.split(".").reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return groups(address)!.reduce((sum, each) => sum * 65536n + BigInt(each), 0n);
}

export class SocketAddress {
  readonly address: string;
  readonly port: number;
  readonly family: string;
  readonly flowlabel: number;

  constructor({ address, port = 0, family = "ipv4", flowlabel = 0 }: any = {}) {
    if (family !== "ipv4" && family !== "ipv6") throw wrongValue("options.family", family, "is invalid");
    this.address = address ?? (family === "ipv4" ? "127.0.0.1" : "::");
    numberOf(this.address, family);
    this.port = port;
    this.family = family;
    this.flowlabel = flowlabel;
  }
}

interface Rule {
  readonly text: string;
  readonly family: string;
  readonly from: bigint;
  readonly to: bigint;
}

/** Which addresses are in a list of networks. */
export class BlockList {
  readonly #rules: Rule[] = [];

  static isBlockList(value: unknown): boolean {
    return value instanceof BlockList;
  }

  get rules(): string[] {
    return this.#rules.map(({ text }) => text);
  }

  addAddress(address: any, family?: string): void {
    const at = place(address, family);
    this.#rules.unshift({ ...at, text: `Address: ${shown(at.family)} ${at.text}`, to: at.from });
  }

  addRange(start: any, end: any, family?: string): void {
    const from = place(start, family);
    const to = place(end, family);
    if (from.from > to.from) throw wrongValue("start", from.text, `must come before ${to.text}`);
    this.#rules.unshift({ ...from, text: `Range: ${shown(from.family)} ${from.text}-${to.text}`, to: to.from });
  }

  addSubnet(net: any, prefix: number, family?: string): void {
    const at = place(net, family);
    const bits = at.family === "ipv4" ? 32 : 128;
    if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) throw wrongValue("prefix", prefix, `must be >= 0 && <= ${bits}`);
    const rest = (1n << BigInt(bits - prefix)) - 1n;
    this.#rules.unshift({ text: `Subnet: ${shown(at.family)} ${at.text}/${prefix}`, family: at.family, from: at.from & ~rest, to: at.from | rest });
  }

  check(address: any, family?: string): boolean {
    let at: Rule;
    try {
      at = place(address, family);
    } catch (error) {
      if (typeof address !== "string") throw error;
      return false;
    }
    return this.#rules.some((rule) => rule.family === at.family && rule.from <= at.from && at.from <= rule.to);
  }
}

function shown(family: string): string {
  return family === "ipv4" ? "IPv4" : "IPv6";
}

function place(address: any, family: string = "ipv4"): Rule {
  if (address instanceof SocketAddress) return place(address.address, address.family);
  if (typeof address !== "string") throw wrongType("address", "of type string", address);
  const known = family.toLowerCase();
  const from = numberOf(address, known);
  return { text: address, family: known, from, to: from };
}
