/** `request.cf`: what is known of the connection that a request came by. */
import { flatGet } from "../web/index";

const parse = JSON.parse;

/**
 * What is not known stays away rather than being made up: there is no geography here, no score of bots
 * and no certificate. What the node knows of the connection (TLS, a place that was set) comes as JSON.
 */
export function requestCf(headers: string[], known: string | undefined): Record<string, unknown> {
  const cf: Record<string, unknown> = {
    httpProtocol: "HTTP/1.1",
    clientAcceptEncoding: flatGet(headers, "accept-encoding") ?? "",
    edgeRequestKeepAliveStatus: 1,
    requestPriority: "",
    colo: "LOCAL",
  };
  return known === undefined ? cf : { ...cf, ...parse(known) };
}
