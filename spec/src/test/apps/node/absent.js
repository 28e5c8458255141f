// What is so here alone.
import child from "node:child_process";
import punycode from "node:punycode";
import vm from "node:vm";

export const tests = {
  "what has nothing behind it throws by its name"(assert) {
    const error = assert.throws(() => child.spawn("ls"), { code: "ERR_METHOD_NOT_IMPLEMENTED" });
    assert.ok(error.message.includes("child_process.spawn()"));
    assert.throws(() => new vm.Script("1"), { code: "ERR_METHOD_NOT_IMPLEMENTED" });
  },

  // RFC 3492 §7.1 (L), and names of hosts.
  "names of other scripts are written in letters of one"(assert) {
    assert.equal(punycode.encode("3年B組金八先生"), "3B-ww4c5e180e575a65lsy2b");
    assert.equal(punycode.decode("3B-ww4c5e180e575a65lsy2b"), "3年B組金八先生");
    assert.equal(punycode.toASCII("mañana.com"), "xn--maana-pta.com");
    assert.equal(punycode.toUnicode("джумла@xn--p-8sbkgc5ag7bhce.xn--ba-lmcq"), "джумла@джpумлатест.bрфa");
  },
};
