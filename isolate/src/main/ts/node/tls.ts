/** `node:tls`: the client's side, over the node's TLS: a handshake is the node's, so that no key of it is here. */
import { isIP } from "./addresses";
import { Buffer } from "./buffer";
import type { Secured, Tls } from "./deps";
import { deps } from "./deps";
import { failed } from "./errors";
import { noServer, normalize, Socket } from "./net";

const FOREIGN = ["cert", "key", "pfx", "crl", "pskCallback"];

function textOf(value: any): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(textOf).join("\n");
  return typeof value === "string" ? value : Buffer.from(value.buffer ?? value, value.byteOffset, value.byteLength).toString();
}

/** What a connection's TLS shall be, of the options of `tls.connect`. */
function askOf(options: any, host: string): Tls {
  const given = { ...options.secureContext?.options, ...options };
  for (const name of FOREIGN) {
    if (given[name] !== undefined && given[name] !== null) {
      throw failed("ERR_OPTION_NOT_IMPLEMENTED", `The option '${name}' of tls.connect() is not there: a connection shows no certificate of its own.`);
    }
  }
  const own = typeof options.checkServerIdentity === "function";
  const check = given.rejectUnauthorized === false ? "none" : own ? "chain" : "full";
  const name = given.servername || host;
  return { name: deps.isHost(name) ? name : "", check, authorities: textOf(given.ca) };
}

export class TLSSocket extends Socket {
  readonly encrypted = true;
  authorized = false;
  authorizationError: unknown = null;
  alpnProtocol: string | false = false;
  servername: string | undefined;
  #options: any;
  #host = "localhost";
  #secured: Secured | null = null;

  constructor(socket?: any, options: any = {}) {
    super({ allowHalfOpen: options?.allowHalfOpen ?? socket?.allowHalfOpen, signal: options?.signal });
    this.#options = options ?? {};
    if (options?.isServer) noServer("A TLSSocket of a server")();
    if (socket !== undefined && socket !== null) this.#over(socket);
  }

  /** Over a socket that is there, or will be. */
  #over(socket: any): void {
    if (!(socket instanceof Socket)) {
      throw failed("ERR_OPTION_NOT_IMPLEMENTED", "TLS goes over a net.Socket of node:net here, over no other stream.");
    }
    this.#host = this.#options.host ?? this.#options.servername ?? "localhost";
    const ask = askOf(this.#options, this.#host);
    this.servername = ask.name;
    this.connecting = true;
    const old = socket as any;
    const begin = () => {
      const handle = old._handle;
      if (handle === null || (this as any).destroyed) return void (this as any).destroy();
      old._handle = null;
      this._sameEnds(old);
      handle.handTo(this._listener());
      this._take(handle);
      handle.secure(ask);
      (this as any).once("close", () => old.destroy());
    };
    if (old.connecting) {
      old.once("connect", begin);
      old.once("error", (error: unknown) => (this as any).destroy(error));
    } else begin();
  }

  override connect(...args: any[]): this {
    const [options] = normalize(args);
    this.#options = { ...this.#options, ...options };
    this.#host = this.#options.host ?? "localhost";
    return super.connect(...args);
  }

  protected override _start(to: { host: string; port: number }): void {
    const ask = askOf(this.#options, this.#host);
    this.servername = ask.name;
    super._start(to, ask);
  }

  protected override _opened(remote: string, local: string, secured: Secured | null): void {
    super._opened(remote, local, secured);
    if (secured !== null) this._secured(secured);
  }

  protected override _secured(secured: Secured): void {
    this.connecting = false;
    this.#secured = secured;
    const { checkServerIdentity, rejectUnauthorized } = this.#options;
    if (rejectUnauthorized !== false && typeof checkServerIdentity === "function") {
      const refused = checkServerIdentity(this.servername || this.#host, this.getPeerCertificate());
      if (refused) return void (this as any).destroy(refused);
    }
    this.authorized = rejectUnauthorized !== false;
    (this as any).emit("secure");
    (this as any).emit("secureConnect");
  }

  protected override _failure(code: string, sentence: string, to: any): Error {
    if (this.#secured !== null || /^E(?!RR|PROTO)/.test(code)) return super._failure(code, sentence, to);
    return Object.assign(new Error(sentence), { code });
  }

  getPeerCertificate(): any {
    const [raw, subject, issuer, names, from, to, serial] = this.#secured?.certificate ?? [];
    if (!raw) return {};
    const date = (millis: string) => new Date(Number(millis)).toUTCString();
    return {
      raw: Buffer.from(raw, "base64"),
      subject: nameOf(subject),
      issuer: nameOf(issuer),
      subjectaltname: names || undefined,
      valid_from: date(from),
      valid_to: date(to),
      serialNumber: serial.toUpperCase(),
    };
  }

  getProtocol(): string | null {
    return this.#secured?.protocol ?? null;
  }
  getCipher(): object {
    const name = this.#secured?.cipher;
    return name === undefined ? {} : { name, standardName: name, version: this.#secured!.protocol };
  }
  getSession(): undefined {
    return undefined;
  }
  getTLSTicket(): undefined {
    return undefined;
  }
  getEphemeralKeyInfo(): object {
    return {};
  }
  isSessionReused(): boolean {
    return false;
  }
  setServername(name: string): void {
    this.#options = { ...this.#options, servername: name };
  }
  setSession(): void {}
  enableTrace(): void {}
  setMaxSendFragment(): boolean {
    return false;
  }
  renegotiate(): boolean {
    throw failed("ERR_METHOD_NOT_IMPLEMENTED", "TLSSocket.renegotiate() is not there.");
  }
  exportKeyingMaterial(): never {
    throw failed("ERR_METHOD_NOT_IMPLEMENTED", "TLSSocket.exportKeyingMaterial() is not there.");
  }
}

/** `CN=a,O=b` (RFC 2253) as an object. */
function nameOf(text: string): Record<string, string> {
  const parts = text.match(/[A-Za-z0-9.]+=(?:\\.|[^,\\])*/g) ?? [];
  return Object.fromEntries(parts.map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1).replace(/\\(.)/g, "$1")]));
}

export function connect(...args: any[]): TLSSocket {
  const [first, listener] = normalize(args);
  const more = args.find((arg, i) => i > 0 && typeof arg === "object" && arg !== null);
  const options = { ...first, ...more };
  const socket = new TLSSocket(options.socket, options);
  if (listener !== undefined) (socket as any).once("secureConnect", listener);
  if (options.timeout !== undefined) socket.setTimeout(options.timeout);
  return options.socket ? socket : socket.connect(options);
}

/** Whether a certificate is for that host: undefined, or an error that says why not (RFC 6125). */
export function checkServerIdentity(host: string, cert: any): Error | undefined {
  const names: string[] = (cert.subjectaltname ?? "").split(", ");
  const name = host.replace(/\.$/, "").toLowerCase();
  const of = (kind: string) => names.filter((each) => each.startsWith(kind)).map((each) => each.slice(kind.length).toLowerCase());
  const dns = of("DNS:");
  const fits = isIP(name) !== 0 ? of("IP Address:").includes(name) : (dns.length > 0 ? dns : [`${cert.subject?.CN ?? ""}`.toLowerCase()]).some((each) => matches(name, each));
  if (fits) return undefined;
  const reason = `Host: ${host}. is not ${isIP(name) !== 0 ? `in the cert's list: ${of("IP Address:").join(", ")}` : `in the cert's altnames: ${cert.subjectaltname ?? ""}`}`;
  const error = failed("ERR_TLS_CERT_ALTNAME_INVALID", `Hostname/IP does not match certificate's altnames: ${reason}`);
  return Object.assign(error, { reason, host, cert });
}

function matches(name: string, pattern: string): boolean {
  if (pattern === name) return true;
  const dot = name.indexOf(".");
  return pattern.startsWith("*.") && dot > 0 && name.slice(dot) === pattern.slice(1) && pattern.indexOf(".", 2) > 0;
}

class SecureContext {
  readonly context = {};
  constructor(readonly options: object) {}
}

export const module = {
  CLIENT_RENEG_LIMIT: 3,
  CLIENT_RENEG_WINDOW: 600,
  DEFAULT_CIPHERS: "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256",
  DEFAULT_ECDH_CURVE: "auto",
  DEFAULT_MAX_VERSION: "TLSv1.3",
  DEFAULT_MIN_VERSION: "TLSv1.2",
  SecureContext,
  Server: noServer("tls.Server"),
  TLSSocket,
  checkServerIdentity,
  connect,
  createSecureContext: (options: object = {}) => new SecureContext(options),
  createServer: noServer("tls.createServer()"),
  getCiphers: () => ["tls_aes_256_gcm_sha384", "tls_chacha20_poly1305_sha256", "tls_aes_128_gcm_sha256"],
  /** The node has the roots that it trusts; code does not see them. */
  rootCertificates: Object.freeze([]),
};
