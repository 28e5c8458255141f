/** What stands in `env` for a binding that this version of the platform does not have. */

/** What languages and consoles ask of any value, unasked by whoever wrote the code. */
const PROBES: ReadonlySet<PropertyKey> = new Set<PropertyKey>(["then", "toJSON", "constructor", "prototype", "inspect"]);
const probed = (key: PropertyKey): boolean => has(PROBES, key);

const setHas = Set.prototype.has;
const apply = Reflect.apply;
const get = Reflect.get;

function has(set: ReadonlySet<PropertyKey>, key: PropertyKey): boolean {
  return apply(setHas, set, [key]);
}

class MissingBinding {}

/** An object that throws by name when anything of it is used, and that can still be shown, awaited and asked for. */
export function missing(name: string, kind: string): object {
  const refuse = (): never => {
    throw new Error(`The binding '${name}' (${kind}) is not available in this version of edgewise.`);
  };
  const handler: ProxyHandler<object> = {
    // The handler has no prototype, so that a trap which is not here cannot be given from outside.
    __proto__: null,
    get(target: object, key: PropertyKey) {
      return typeof key === "symbol" || probed(key) ? get(target, key) : refuse();
    },
    set: refuse,
    deleteProperty: refuse,
    defineProperty: refuse,
    setPrototypeOf: refuse,
  } as ProxyHandler<object>;
  return new Proxy(new MissingBinding(), handler);
}
