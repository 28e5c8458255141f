// Whole files of `fs` in memory, over the files that a suite brings along, by their places in its package.
const { normalize } = require("path");

module.exports = files => {
    const find = place => {
        const path = normalize(String(place));
        if (files[path] === undefined) {
            throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: "ENOENT" });
        }
        return Buffer.from(files[path], "base64");
    };
    const readFileSync = (place, options) => {
        const encoding = typeof options === "string" ? options : options?.encoding;
        return encoding ? find(place).toString(encoding) : find(place);
    };
    const readFile = (place, options, callback = options) => {
        let result;
        try {
            result = [null, readFileSync(place, options)];
        } catch (error) {
            result = [error];
        }
        process.nextTick(callback, ...result);
    };
    const writeFileSync = (place, bytes) => void (files[normalize(place)] = Buffer.from(bytes).toString("base64"));
    const unlinkSync = place => void delete files[normalize(place)];
    const createReadStream = (place, options) => require("stream").Readable.from([readFileSync(place, options)]);
    const createWriteStream = place => {
        const chunks = [];
        const write = (chunk, encoding, callback) => callback(null, chunks.push(Buffer.from(chunk, encoding)));
        const final = callback => callback(writeFileSync(place, Buffer.concat(chunks)));
        return new (require("stream").Writable)({ write, final });
    };
    return { createWriteStream, readFileSync, readFile, writeFileSync, unlinkSync, createReadStream, existsSync: place => normalize(place) in files };
};
