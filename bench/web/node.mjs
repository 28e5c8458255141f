// The same worker behind node's own server.
import { createServer } from "node:http";
import worker from "./worker.js";

createServer(async (incoming, outgoing) => {
  const response = await worker.fetch(new Request(`http://localhost${incoming.url}`));
  outgoing.end(await response.text());
}).listen(Number(process.argv[2]), "127.0.0.1");
