// Stands around the prelude and calls the host's ops themselves with random arguments.
function fuzzed(host, prelude, generator, valueOf) {
  const SKIPPED = new Set(["getContinuation", "setContinuation"]);
  const rare = host.rare();
  const targets = [host, host.io(), rare, rare.crypto(), rare.nodeCrypto()].flatMap((holder) =>
    Object.keys(holder)
      .filter((name) => typeof holder[name] === "function" && !SKIPPED.has(name))
      .map((name) => [holder, name]),
  );
  const run = (seed, count) => {
    const random = generator(seed);
    const bag = [];
    for (let i = 0; i < count; i++) {
      const [holder, name] = targets[random(targets.length)];
      const given = Array.from({ length: 14 }, () => valueOf(random, bag, 1));
      try {
        const result = holder[name](...given);
        if (typeof result === "object" && result !== null && bag.length < 100) bag.push(result);
      } catch {}
    }
  };
  const invoke = (text, inline) => {
    const seed = /\/ops\?(\d+)\n/.exec(text);
    if (seed !== null) {
      run(Number(seed[1]), 200);
      globalThis.opsCalled = 200;
    }
    return prelude.invoke(text, inline);
  };
  return { ...prelude, invoke };
}
