// What apps do most, one function each: does it so many times. Answers something that depends on all of
// it, so that nothing can be left out.

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ascii = "The quick brown fox jumps over the lazy dog. ".repeat(3).slice(0, 100);
const mixed = "Füchse springen über Hunde, 狐狸跳过狗, лиса. ".repeat(2000).slice(0, 65536);
const short = encoder.encode(ascii);
const long = encoder.encode(mixed);
const kilobyte = new Uint8Array(1024).map((_, i) => i * 7);
const megabyte = new Uint8Array(1 << 20).map((_, i) => i * 31 + (i >> 8));
const text64 = encoder.encode(ascii.repeat(656).slice(0, 65536));
const record = {
  id: 17, name: "Ada", tags: ["a", "b", "c"], at: new Date(0), nested: { x: 1.5, list: [1, 2, 3, { y: null }] },
};
const json = JSON.stringify({ items: Array.from({ length: 50 }, (_, i) => ({ id: i, name: `item ${i}`, price: i * 1.5 })) });

const hmacKey = crypto.subtle.importKey("raw", kilobyte.slice(0, 32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
const aesKey = crypto.subtle.importKey("raw", kilobyte.slice(0, 16), "AES-GCM", false, ["encrypt"]);
const iv = new Uint8Array(12);

function chunks(count, bytes) {
  const chunk = new Uint8Array(bytes);
  let left = count;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

async function drain(stream) {
  let sum = 0;
  for await (const chunk of stream) sum += chunk.byteLength;
  return sum;
}

export const cases = {
  "URL: parse and read": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const url = new URL(`https://user@example.com:8443/some/path/${i}?query=a+b&page=${i}#part`);
      sum += url.pathname.length + url.search.length + url.hostname.length;
    }
    return sum;
  },
  "URLSearchParams: parse, get, set, write": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const params = new URLSearchParams(`a=1&b=two+words&c=%C3%A9&page=${i}`);
      params.set("b", "three");
      params.append("d", params.get("page"));
      sum += params.toString().length;
    }
    return sum;
  },
  "Headers: make, set, get, iterate": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const headers = new Headers({ "content-type": "text/html", accept: "*/*", "x-request-id": `id-${i}` });
      headers.set("cache-control", "no-store");
      headers.append("vary", "accept");
      sum += headers.get("x-request-id").length;
      for (const [name, value] of headers) sum += name.length + value.length;
    }
    return sum;
  },
  "TextEncoder: 100 characters": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += encoder.encode(ascii).length;
    return sum;
  },
  "TextDecoder: 100 bytes": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += decoder.decode(short).length;
    return sum;
  },
  "TextEncoder: 64 Ki characters, not ASCII": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += encoder.encode(mixed).length;
    return sum;
  },
  "TextDecoder: 64 Ki characters, not ASCII": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += decoder.decode(long).length;
    return sum;
  },
  structuredClone: (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += structuredClone(record).tags.length;
    return sum;
  },
  "streams: 64 KiB chunks, read": (n) => drain(chunks(n, 65536)),
  "streams: 64-byte chunks through a TransformStream": (n) => {
    const passed = chunks(n, 64).pipeThrough(new TransformStream({ transform: (chunk, c) => c.enqueue(chunk) }));
    return drain(passed);
  },
  "Request and Response: made": (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const request = new Request("https://example.com/path", { method: "POST", body: ascii, headers: { "x-a": "b" } });
      const response = new Response(ascii, { status: 201, headers: { "content-type": "text/plain" } });
      sum += request.method.length + response.status;
    }
    return sum;
  },
  "Response: json() of 2.4 kB": async (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (await new Response(json).json()).items.length;
    return sum;
  },
  "Response.json() and text()": async (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (await Response.json(record).text()).length;
    return sum;
  },
  "SHA-256 of 1 KiB": async (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (await crypto.subtle.digest("SHA-256", kilobyte)).byteLength;
    return sum;
  },
  "SHA-256 of 1 MiB": async (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (await crypto.subtle.digest("SHA-256", megabyte)).byteLength;
    return sum;
  },
  "AES-GCM of 1 KiB": async (n) => {
    const key = await aesKey;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += (await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, kilobyte)).byteLength;
    }
    return sum;
  },
  "HMAC-SHA-256 of 1 KiB": async (n) => {
    const key = await hmacKey;
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (await crypto.subtle.sign("HMAC", key, kilobyte)).byteLength;
    return sum;
  },
  "gzip of 64 KiB of text": async (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const packed = new Response(text64).body.pipeThrough(new CompressionStream("gzip"));
      sum += (await new Response(packed).arrayBuffer()).byteLength;
    }
    return sum;
  },
};
