import { runTests } from "../harness.js";

const event = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

export const tests = {
  async "a reader tells of its read event by event"(assert) {
    const reader = new FileReader();
    const seen = [];
    for (const type of ["loadstart", "progress", "load", "loadend", "abort", "error"]) {
      reader.addEventListener(type, (each) => seen.push(`${each.type} ${each.loaded}/${each.total}`));
    }

    reader.readAsText(new Blob(["hello"]));
    const state = reader.readyState;
    await event(reader, "loadend");

    assert.equal(state, FileReader.LOADING);
    assert.equal(seen.join(), "loadstart 0/5,progress 5/5,load 5/5,loadend 5/5");
    assert.equal(reader.result, "hello");
  },

  async "a read that is given up ends at once and leaves nothing"(assert) {
    const reader = new FileReader();
    const seen = [];
    for (const type of ["load", "loadend", "abort"]) reader.addEventListener(type, () => seen.push(type));

    reader.readAsArrayBuffer(new Blob(["hello"]));
    reader.abort();
    await new Promise((resolve) => setTimeout(resolve, 5));

    assert.equal(seen.join(), "abort,loadend");
    assert.equal(reader.result, null);
  },

  "a reader that reads takes no second blob"(assert) {
    const reader = new FileReader();
    reader.readAsText(new Blob(["x"]));

    assert.throws(() => reader.readAsText(new Blob(["y"])), DOMException);
    assert.throws(() => reader.readAsText("no blob"), TypeError);
  },

  "bytes are read as text of their encoding, as data URL, as bytes"(assert) {
    const reader = new FileReaderSync();
    const wide = new Blob([new Uint8Array([0xfe, 0xff, 0, 104, 0, 105])], { type: "a/b" });

    assert.equal(reader.readAsText(wide), "hi");
    assert.equal(reader.readAsText(new Blob([new Uint8Array([0xe4])]), "latin1"), "ä");
    assert.equal(reader.readAsDataURL(new Blob(["TEST"], { type: "a/b" })), "data:a/b;base64,VEVTVA==");
    assert.equal(reader.readAsBinaryString(wide).charCodeAt(0), 0xfe);
    assert.equal(reader.readAsArrayBuffer(wide).byteLength, 6);
  },

  async "a blob is fetched by its URL until that is revoked"(assert) {
    const url = URL.createObjectURL(new Blob(["hello"], { type: "text/x" }));

    const response = await fetch(`${url}#part`);
    URL.revokeObjectURL(url);
    const gone = await fetch(url).catch((error) => error);

    assert.ok(url.startsWith("blob:null/"));
    assert.equal(await response.text(), "hello");
    assert.equal(response.headers.get("content-type"), "text/x");
    assert.ok(gone instanceof TypeError);
    assert.throws(() => URL.createObjectURL("text"), TypeError);
  },

  async "an observer is told of marks and measures"(assert) {
    performance.mark("before");
    const told = new Promise((resolve) => {
      const observer = new PerformanceObserver((list, self, options) => {
        observer.disconnect();
        resolve({ names: list.getEntries().map((each) => each.name), self: self === observer, options });
      });
      observer.observe({ type: "mark", buffered: true });
    });
    performance.mark("after");

    const { names, self, options } = await told;

    assert.equal(names.join(), "before,after");
    assert.ok(self);
    assert.equal(options.droppedEntriesCount, 0);
  },

  "a lazy global is replaced and deleted like any other"(assert) {
    const own = class {};
    globalThis.ProgressEvent = own;

    assert.equal(ProgressEvent, own);
    assert.ok(delete globalThis.PerformanceObserverEntryList);
    assert.equal(typeof globalThis.PerformanceObserverEntryList, "undefined");
    assert.equal(Object.getOwnPropertyDescriptor(globalThis, "FileReader").enumerable, false);
  },

  "a copy of a view that follows its buffer follows the copied buffer"(assert) {
    const buffer = new ArrayBuffer(8, { maxByteLength: 16 });
    const [follows, stands] = structuredClone([new Uint8Array(buffer), new Uint8Array(buffer, 0, 8)]);

    follows.buffer.resize(12);

    assert.equal(follows.length, 12);
    assert.equal(stands.length, 8);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
