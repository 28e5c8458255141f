// The reading half of `fs` over the files that a suite brings along, by their places in its package.
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
    const createReadStream = (place, options) => require("stream").Readable.from([readFileSync(place, options)]);
    return { readFileSync, readFile, createReadStream, existsSync: place => normalize(place) in files };
};
