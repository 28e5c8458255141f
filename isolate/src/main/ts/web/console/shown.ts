/** Values as text, by the lazy part that knows how; what is text already does not wait for it. */
import { parts } from "../../parts/door";
import type { InspectOptions } from "./inspect";

export function inspect(value: unknown, options?: InspectOptions): string {
  return parts().inspect().inspect(value, options);
}

export function format(args: readonly unknown[]): string {
  const only = args[0];
  return args.length === 1 && typeof only === "string" ? only : parts().format().format(args);
}

export function table(data: unknown, columns: readonly string[] | null): string | null {
  return parts().table().table(data, columns);
}
