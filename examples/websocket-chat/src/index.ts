/** Who is in which room. Kept by the isolate: a room lasts as long as somebody is in it. */
const rooms = new Map<string, Set<WebSocket>>();

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u;
const TEXT_MAX = 2_000;

export default {
  fetch(request): Response {
    const { pathname, searchParams } = new URL(request.url);
    const room = /^\/rooms\/([a-z0-9-]{1,40})$/.exec(pathname)?.[1];
    if (room === undefined) return new Response("There is no such room.\n", { status: 404 });
    if (request.headers.get("upgrade") !== "websocket") {
      return new Response("A room is entered by WebSocket.\n", { status: 426, headers: { upgrade: "websocket" } });
    }
    const name = searchParams.get("name") ?? "";
    if (!NAME.test(name)) return new Response("A name has 1 to 30 letters and digits.\n", { status: 400 });
    const { 0: client, 1: server } = new WebSocketPair();
    enter(room, name, server);
    return new Response(null, { status: 101, webSocket: client });
  },
} satisfies ExportedHandler;

function enter(room: string, name: string, socket: WebSocket): void {
  const members = rooms.get(room) ?? new Set();
  rooms.set(room, members);
  members.add(socket);
  socket.accept();
  tell(members, { kind: "entered", name, members: members.size });

  socket.addEventListener("message", ({ data }) => {
    if (typeof data !== "string" || data.length > TEXT_MAX) return socket.close(1009, "Too long.");
    tell(members, { kind: "said", name, text: data });
  });
  socket.addEventListener("close", () => {
    members.delete(socket);
    if (members.size === 0) rooms.delete(room);
    tell(members, { kind: "left", name, members: members.size });
  });
}

function tell(members: Set<WebSocket>, message: object): void {
  const text = JSON.stringify({ ...message, at: Date.now() });
  for (const member of members) {
    if (member.readyState === WebSocket.OPEN) member.send(text);
  }
}
