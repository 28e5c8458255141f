/** `env`: a version's variables and what it is bound to, here and in `cloudflare:workers`. */
import { bindAssets, bindService } from "./fetcher";

export const env: Record<string, unknown> = {};

interface Settings {
  readonly vars: Record<string, unknown>;
  readonly bindings: Record<string, { readonly type: string }>;
}

/** Makes the object that code uses of what the settings say of one binding. */
type Binder = (name: string, binding: any) => unknown;

const binders: Record<string, Binder> = { assets: bindAssets, service: bindService };

/** Fills `env`, before the version's code runs. */
export function bind(settings: string): void {
  const { vars, bindings } = JSON.parse(settings) as Settings;
  Object.assign(env, vars);
  for (const [name, binding] of Object.entries(bindings)) {
    const binder = Object.hasOwn(binders, binding.type) ? binders[binding.type] : undefined;
    if (binder === undefined) throw new Error(`The binding '${name}' is of the type '${binding.type}', which there is not.`);
    env[name] = binder(name, binding);
  }
}
