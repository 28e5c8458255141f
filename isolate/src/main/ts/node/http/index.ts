/** `node:http` and `node:https`. */
import { IncomingMessage } from "./body";
import { Agent, ClientRequest, SecureAgent } from "./client";
import { OutgoingMessage, validateHeaderName, validateHeaderValue } from "./headers";
import { Server, ServerResponse } from "./server";
import { METHODS, STATUS_CODES } from "./status";

export { cloudflare } from "./server";

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
