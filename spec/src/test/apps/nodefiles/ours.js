// What is so here alone: the folders of a place without a disk.
import fs from "node:fs";

export const tests = {
  "the app's modules can be read and not written"(assert) {
    const names = fs.readdirSync("/bundle");
    assert.ok(names.length > 0, "modules");
    assert.ok(fs.readFileSync(`/bundle/${names[0]}`, "utf8").includes("the app's modules can be read"));
    assert.throws(() => fs.writeFileSync("/bundle/x", ""), { code: "EROFS" });
    assert.throws(() => fs.writeFileSync(`/bundle/${names[0]}`, ""), { code: "EROFS" });
    assert.throws(() => fs.mkdirSync("/home"), { code: "EROFS" });
    assert.throws(() => fs.rmSync("/tmp", { recursive: true }), { code: "EROFS" });
    assert.equal(fs.existsSync(names[0]), true);
  },

  "there is an end to what it may hold"(assert) {
    const before = fs.statfsSync("/tmp").bavail;
    const error = assert.throws(() => {
      for (let i = 0; i < 100; i++) fs.appendFileSync("/tmp/large", Buffer.alloc(1 << 20));
    }, { code: "ENOSPC" });
    assert.ok(error.message.includes("no space left on device"));
    fs.rmSync("/tmp/large");
    assert.equal(fs.statfsSync("/tmp").bavail, before);
    assert.throws(() => fs.truncateSync(fs.openSync("/tmp/huge", "w"), 2 ** 40), { code: "ENOSPC" });
    assert.throws(() => { for (let i = 0; ; i++) fs.writeFileSync(`/tmp/many${i}`, ""); }, { code: "ENOSPC" });
  },

  "devices are what they are elsewhere"(assert) {
    const fd = fs.openSync("/dev/zero", "r");
    const bytes = Buffer.alloc(4, 1);
    assert.equal(fs.readSync(fd, bytes), 4);
    assert.equal(bytes.toString("hex"), "00000000");
    assert.equal(fs.readFileSync("/dev/null").length, 0);
    fs.writeFileSync("/dev/null", "gone");
    assert.throws(() => fs.writeFileSync("/dev/full", "x"), { code: "ENOSPC" });
  },

  "nobody tells of changes"(assert) {
    assert.throws(() => fs.watch("/tmp"), { code: "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM" });
  },
};
