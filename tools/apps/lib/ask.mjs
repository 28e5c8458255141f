// One request to one server, over a connection of its own, and its answer byte by byte.
import http from "node:http";

/// The name under which both servers are asked, so that an app that tells its own address tells the same.
const HOST = "localhost:8787";
const ANSWER_MILLIS_MAX = 60_000;

/// A request as a list has it: "GET /path", or an object with method, path, headers and body.
export function asRequest(written) {
    const given = typeof written === "string" ? fromWords(written) : written;
    const method = given.method ?? (given.body === undefined ? "GET" : "POST");
    const body = typeof given.body === "object" ? JSON.stringify(given.body) : given.body;
    const headers = { ...(typeof given.body === "object" ? { "content-type": "application/json" } : {}), ...given.headers };
    return { method, path: given.path, headers, body, title: given.title ?? `${method} ${given.path}` };
}

function fromWords(words) {
    const [first, second] = words.split(" ");
    return second === undefined ? { path: first } : { method: first, path: second };
}

/// The answer: its status, its headers as pairs with small names, its body.
export function ask(port, { method, path, headers, body }) {
    return new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
        const sent = http.request({
            host: "127.0.0.1",
            port,
            method,
            path,
            agent: false,
            headers: { host: HOST, ...length, ...headers },
        });
        sent.setTimeout(ANSWER_MILLIS_MAX, () => sent.destroy(new Error(`no answer within ${ANSWER_MILLIS_MAX} ms`)));
        sent.on("error", error => resolve({ status: 0, headers: [], body: Buffer.from(String(error.message)) }));
        sent.on("response", answer => {
            const parts = [];
            answer.on("data", part => parts.push(part));
            answer.on("error", reject);
            answer.on("end", () =>
                resolve({ status: answer.statusCode, headers: pairs(answer.rawHeaders), body: Buffer.concat(parts) }));
        });
        sent.end(body);
    });
}

function pairs(raw) {
    const found = [];
    for (let i = 0; i < raw.length; i += 2) found.push([raw[i].toLowerCase(), raw[i + 1]]);
    return found;
}
