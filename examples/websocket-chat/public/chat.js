const state = document.querySelector("#state");
const log = document.querySelector("#log");
const enter = document.querySelector("#enter");
const say = document.querySelector("#say");
const WAIT_MAX = 8_000;
let me = "";
let socket;
let wait = 250;

function connect(room) {
  const address = new URL(`/rooms/${room}?name=${encodeURIComponent(me)}`, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(address);
  state.textContent = "connecting";
  socket.onopen = () => {
    wait = 250;
    state.textContent = `in ${room}`;
  };
  socket.onmessage = ({ data }) => show(JSON.parse(data));
  socket.onclose = () => {
    state.textContent = "connection lost, trying again";
    setTimeout(() => connect(room), wait);
    wait = Math.min(WAIT_MAX, wait * 2);
  };
}

function show({ kind, name, text, members, at }) {
  const entry = document.createElement("li");
  if (kind === "said") {
    entry.className = name === me ? "said mine" : "said";
    const who = document.createElement("strong");
    const when = document.createElement("time");
    const what = document.createElement("p");
    who.textContent = name;
    when.textContent = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    what.textContent = text;
    entry.append(who, " ", when, what);
  } else {
    entry.className = "event";
    entry.textContent = `${name} ${kind}; ${members} here`;
  }
  log.append(entry);
  entry.scrollIntoView({ block: "end" });
}

enter.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = new FormData(enter);
  me = form.get("name").trim();
  enter.hidden = true;
  say.hidden = false;
  say.elements.text.focus();
  connect(form.get("room"));
});

say.addEventListener("submit", (event) => {
  event.preventDefault();
  if (socket.readyState !== WebSocket.OPEN) return;
  socket.send(say.elements.text.value);
  say.reset();
});
