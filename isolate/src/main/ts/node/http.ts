/** `node:http` and `node:https`. */
import { IncomingMessage } from "./http-body";
import { Agent, ClientRequest, SecureAgent } from "./http-client";
import { OutgoingMessage, validateHeaderName, validateHeaderValue } from "./http-headers";
import { Server, ServerResponse } from "./http-server";
import { METHODS, STATUS_CODES } from "./http-status";

export { cloudflare } from "./http-server";

function clientOf(scheme: string) {
  const request = (...args: [unknown, ...unknown[]]) => new ClientRequest(scheme, ...args);
  const get = (...args: [unknown, ...unknown[]]) => {
    const made = request(...args);
    (made as any).end();
    return made;
  };
  return { request, get };
}

const createServer = (options?: unknown, listener?: unknown) => new Server(options, listener);
const { WebSocket, CloseEvent, MessageEvent } = globalThis as any;

/** As in Node the class is called with options or a URL; then it speaks plain HTTP. */
class PublicRequest extends ClientRequest {
  constructor(input: unknown, ...rest: unknown[]) {
    super("http:", input, ...rest);
  }
}

export const http = {
  METHODS: [...METHODS],
  STATUS_CODES,
  Agent,
  ClientRequest: PublicRequest,
  CloseEvent,
  IncomingMessage,
  MessageEvent,
  OutgoingMessage,
  Server,
  ServerResponse,
  WebSocket,
  ...clientOf("http:"),
  createServer,
  globalAgent: new Agent({ keepAlive: true }),
  maxHeaderSize: 16384,
  setMaxIdleHTTPParsers(): void {},
  validateHeaderName,
  validateHeaderValue,
};

export const https = {
  Agent: SecureAgent,
  Server,
  ...clientOf("https:"),
  createServer,
  globalAgent: new SecureAgent({ keepAlive: true }),
};
