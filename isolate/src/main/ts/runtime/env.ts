/** `env`: a version's variables and what it is bound to, here and in `cloudflare:workers`. */
import { defineProperty, freeze } from "../web/primordials";
import { behaveAs } from "./compatibility";
import { bindAssets, bindService } from "./fetcher";
import { missing } from "./missing";
import { fillProcessEnv } from "./process";

export const env: Record<string, unknown> = {};

interface Settings {
  readonly vars: Record<string, unknown>;
  readonly bindings: Record<string, { readonly type: string }>;
  readonly compatibility?: { readonly date: string; readonly flags: string[] };
}

/** Makes the object that code uses of what the settings say of one binding. */
type Binder = (name: string, binding: any) => unknown;

const binders: Record<string, Binder> = {
  assets: bindAssets,
  service: bindService,
  missing: (name, binding) => missing(name, binding.kind),
  version_metadata: (_, binding) => freeze({ id: binding.id, tag: "", timestamp: binding.timestamp }),
};

/** Fills `env` and `process.env`, before the version's code runs. */
export function bind(settings: string): void {
  const { vars, bindings, compatibility } = JSON.parse(settings) as Settings;
  behaveAs(compatibility?.date ?? "", compatibility?.flags ?? []);
  for (const [name, value] of Object.entries(vars)) put(name, value);
  for (const [name, binding] of Object.entries(bindings)) {
    const binder = Object.hasOwn(binders, binding.type) ? binders[binding.type] : undefined;
    if (binder === undefined) throw new Error(`The binding '${name}' is of the type '${binding.type}', which there is not.`);
    put(name, binder(name, binding));
    if (binding.type === "version_metadata") vars[name] = env[name];
  }
  fillProcessEnv(vars);
}

/** A name such as `__proto__` is a name like any other. */
function put(name: string, value: unknown): void {
  defineProperty(env, name, { value, writable: true, enumerable: true, configurable: true });
}
