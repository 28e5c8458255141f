const { add } = require("./add.cjs");
exports.sum = add;
exports.type = typeof require("node:async_hooks").AsyncLocalStorage;
