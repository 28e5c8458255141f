// Node itself holds all of this: the file also runs there.
import fs from "node:fs";
import promises from "node:fs/promises";
import { pipeline } from "node:stream/promises";

const fresh = () => fs.mkdtempSync("/tmp/files-");
const told = (work) => {
  try {
    return work();
  } catch (error) {
    return `${error.code} ${error.errno} ${error.syscall}: ${error.message}`;
  }
};

export const tests = {
  "a file is written, read, continued and cut"(assert) {
    const path = `${fresh()}/a.txt`;
    fs.writeFileSync(path, "grüße");
    fs.appendFileSync(path, Buffer.from(" 2"));
    assert.equal(fs.readFileSync(path, "utf8"), "grüße 2");
    assert.equal(fs.readFileSync(path).length, 9);
    fs.truncateSync(path, 3);
    assert.equal(fs.readFileSync(path, { encoding: "latin1" }), "grÃ");
    assert.ok(fs.existsSync(path) && !fs.existsSync(`${path}x`));
    fs.writeFileSync(path, "new", { flag: "a" });
    assert.equal(fs.statSync(path).size, 6);
  },

  "what is wrong is told as Node tells it"(assert) {
    const dir = fresh();
    fs.writeFileSync(`${dir}/f`, "");
    fs.mkdirSync(`${dir}/d`);
    fs.writeFileSync(`${dir}/d/x`, "");
    assert.equal(told(() => fs.readFileSync("/tmp/none/x")), "ENOENT -2 open: ENOENT: no such file or directory, open '/tmp/none/x'");
    assert.equal(told(() => fs.mkdirSync("/tmp")), "EEXIST -17 mkdir: EEXIST: file already exists, mkdir '/tmp'");
    assert.equal(told(() => fs.readFileSync("/tmp")), "EISDIR -21 read: EISDIR: illegal operation on a directory, read");
    assert.equal(told(() => fs.rmdirSync(`${dir}/d`)).split(",")[0], "ENOTEMPTY -39 rmdir: ENOTEMPTY: directory not empty");
    assert.equal(told(() => fs.readdirSync(`${dir}/f`)).split(",")[0], "ENOTDIR -20 scandir: ENOTDIR: not a directory");
    assert.equal(told(() => fs.openSync(`${dir}/f`, "wx")).split(",")[0], "EEXIST -17 open: EEXIST: file already exists");
    assert.equal(told(() => fs.closeSync(4000)), "EBADF -9 close: EBADF: bad file descriptor, close");
    assert.equal(told(() => fs.statSync(`${dir}/f/x`)).split(",")[0], "ENOTDIR -20 stat: ENOTDIR: not a directory");
    assert.equal(fs.statSync("/tmp/none", { throwIfNoEntry: false }), undefined);
    assert.throws(() => fs.readFileSync(1.5), { code: "ERR_INVALID_ARG_TYPE" });
    assert.throws(() => fs.readFileSync({}), { code: "ERR_INVALID_ARG_TYPE" });
    assert.throws(() => fs.readFileSync("a\0b"), { code: "ERR_INVALID_ARG_VALUE" });
    assert.throws(() => fs.writeFileSync(`${dir}/f`, 7), { code: "ERR_INVALID_ARG_TYPE" });
    assert.throws(() => fs.openSync(`${dir}/f`, "q"), { code: "ERR_INVALID_ARG_VALUE" });
    assert.throws(() => fs.readFile(`${dir}/f`), { code: "ERR_INVALID_ARG_TYPE" });
  },

  "folders are made, listed, copied, moved and removed with all in them"(assert) {
    const dir = fresh();
    assert.equal(fs.mkdirSync(`${dir}/a/b/c`, { recursive: true }), `${dir}/a`);
    assert.equal(fs.mkdirSync(`${dir}/a/b/c`, { recursive: true }), undefined);
    fs.writeFileSync(`${dir}/a/b/f`, "1");
    assert.deepEqual(fs.readdirSync(`${dir}/a`, { recursive: true }).sort(), ["b", "b/c", "b/f"]);
    const entries = fs.readdirSync(`${dir}/a/b`, { withFileTypes: true });
    assert.deepEqual(entries.map((entry) => [entry.name, entry.isDirectory(), entry.isFile(), entry.parentPath]), [["c", true, false, `${dir}/a/b`], ["f", false, true, `${dir}/a/b`]]);

    fs.cpSync(`${dir}/a`, `${dir}/copy`, { recursive: true });
    assert.equal(fs.readFileSync(`${dir}/copy/b/f`, "utf8"), "1");
    fs.renameSync(`${dir}/copy`, `${dir}/moved`);
    assert.deepEqual(fs.readdirSync(dir).sort(), ["a", "moved"]);
    assert.throws(() => fs.renameSync(dir, `${dir}/a/z`), { code: "EINVAL" });
    fs.copyFileSync(`${dir}/moved/b/f`, `${dir}/g`);
    assert.throws(() => fs.copyFileSync(`${dir}/g`, `${dir}/moved/b/f`, fs.constants.COPYFILE_EXCL), { code: "EEXIST" });
    assert.throws(() => fs.rmSync(`${dir}/a`), { code: "ERR_FS_EISDIR" });
    fs.rmSync(`${dir}/a`, { recursive: true });
    fs.rmSync(`${dir}/a`, { force: true });
    assert.throws(() => fs.rmSync(`${dir}/a`), { code: "ENOENT" });
  },

  "links lead to what they name, and circles to an error"(assert) {
    const dir = fresh();
    fs.writeFileSync(`${dir}/f`, "content");
    fs.symlinkSync("f", `${dir}/soft`);
    fs.linkSync(`${dir}/f`, `${dir}/hard`);
    fs.symlinkSync("loop", `${dir}/loop`);
    assert.equal(fs.readFileSync(`${dir}/soft`, "utf8"), "content");
    assert.equal(fs.readlinkSync(`${dir}/soft`), "f");
    assert.equal(fs.realpathSync(`${dir}/soft`), `${dir}/f`);
    assert.ok(fs.lstatSync(`${dir}/soft`).isSymbolicLink() && fs.statSync(`${dir}/soft`).isFile());
    assert.throws(() => fs.readFileSync(`${dir}/loop`), { code: "ELOOP" });
    fs.writeFileSync(`${dir}/hard`, "both");
    assert.equal(fs.readFileSync(`${dir}/f`, "utf8"), "both");
    assert.equal(fs.statSync(`${dir}/f`).nlink, 2);
    fs.unlinkSync(`${dir}/f`);
    assert.equal(fs.readFileSync(`${dir}/hard`, "utf8"), "both");
    assert.throws(() => fs.readFileSync(`${dir}/soft`), { code: "ENOENT" });
  },

  "an open file has a place to read and write at"(assert) {
    const path = `${fresh()}/f`;
    const fd = fs.openSync(path, "w+");
    assert.equal(fs.writeSync(fd, "0123456789"), 10);
    assert.equal(fs.writeSync(fd, Buffer.from("abc"), 1, 2, 4), 2);
    const into = Buffer.alloc(6);
    assert.equal(fs.readSync(fd, into, 0, 6, 2), 6);
    assert.equal(into.toString(), "23bc67");
    assert.equal(fs.readSync(fd, into), 0);
    assert.equal(fs.readSync(fd, into, { position: 8 }), 2);
    fs.ftruncateSync(fd, 2);
    assert.equal(fs.fstatSync(fd).size, 2);
    fs.unlinkSync(path);
    assert.equal(fs.readFileSync(fd, "utf8").length <= 2, true);
    fs.closeSync(fd);
    assert.throws(() => fs.fstatSync(fd), { code: "EBADF" });
  },

  async "callbacks and promises tell the same"(assert) {
    const path = `${fresh()}/f`;
    await new Promise((resolve, reject) => fs.writeFile(path, "x", (error) => (error ? reject(error) : resolve())));
    const [error, text] = await new Promise((resolve) => fs.readFile(path, "utf8", (...told) => resolve(told)));
    assert.ok(error === null && text === "x");
    assert.equal((await new Promise((resolve) => fs.stat(`${path}x`, resolve))).code, "ENOENT");
    assert.equal(await promises.readFile(path, "utf8"), "x");
    await assert.rejects(promises.readFile(`${path}x`), { code: "ENOENT", syscall: "open" });
    const file = await promises.open(path, "r+");
    assert.equal((await file.write("yz", 1)).bytesWritten, 2);
    assert.equal(await file.readFile("utf8"), "xyz");
    assert.equal((await file.stat()).size, 3);
    await file.close();
    assert.equal(fs.promises.readFile, promises.readFile);
    const names = [];
    for await (const entry of await promises.opendir("/tmp")) names.push(entry.name);
    assert.ok(names.length > 0);
    await promises.rm(path);
  },

  async "a file is read and written as a stream"(assert) {
    const path = `${fresh()}/f`;
    const out = fs.createWriteStream(path);
    const events = [];
    for (const name of ["open", "ready", "finish", "close"]) out.on(name, () => events.push(name));
    out.write("grüße ");
    out.end(Buffer.alloc(100_000, "x"));
    await new Promise((resolve) => out.on("close", resolve));
    assert.equal(events.join(), "open,ready,finish,close");
    assert.equal(out.bytesWritten, 100_008);

    let text = "";
    for await (const part of fs.createReadStream(path, { encoding: "utf8", highWaterMark: 7 })) text += part;
    assert.equal(text.slice(0, 8), "grüße xx");
    let part = "";
    for await (const piece of fs.createReadStream(path, { start: 2, end: 5 })) part += piece;
    assert.equal(part, "üß");
    await pipeline(fs.createReadStream(path), fs.createWriteStream(`${path}2`));
    assert.equal(fs.statSync(`${path}2`).size, 100_008);
    await assert.rejects(new Promise((_, reject) => fs.createReadStream(`${path}3`).on("error", reject)), { code: "ENOENT" });
  },

  "what stands about a file is told and changed"(assert) {
    const path = `${fresh()}/f`;
    fs.writeFileSync(path, "12345", { mode: 0o600 });
    const stats = fs.statSync(path);
    assert.ok(stats.isFile() && !stats.isDirectory() && stats.mtime instanceof Date && stats instanceof fs.Stats);
    assert.equal(stats.mode, 0o100600);
    fs.chmodSync(path, "640");
    fs.utimesSync(path, 1, new Date(2000));
    const big = fs.statSync(path, { bigint: true });
    assert.equal(big.mode, 0o100640n);
    assert.equal(big.mtimeNs, 2_000_000_000n);
    assert.equal(fs.statSync(path).atimeMs, 1000);
    fs.accessSync(path, fs.constants.R_OK);
  },
};
