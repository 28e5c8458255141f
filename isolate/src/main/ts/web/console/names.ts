/** What an object and a function are called, found without running anything of theirs. */
import { functionToString } from "../captured";
import { apply, getPrototypeOf, ownDescriptor } from "../primordials";

/** The name of an object's class, found without running anything of it. */
export function constructorName(value: object): string | null {
  let object: object | null = value;
  for (let steps = 0; object !== null && steps < 100; steps++) {
    const descriptor = ownDescriptor(object, "constructor");
    if (descriptor !== undefined && typeof descriptor.value === "function") {
      const name = ownDescriptor(descriptor.value, "name")?.value;
      if (typeof name === "string" && name !== "") return name;
    }
    object = getPrototypeOf(object);
  }
  return null;
}

export function tagOf(value: object, name: string | null): string {
  let object: object | null = value;
  for (let steps = 0; object !== null && steps < 100; steps++) {
    const descriptor = ownDescriptor(object, Symbol.toStringTag);
    if (descriptor !== undefined) {
      const tag = descriptor.value;
      return typeof tag === "string" && tag !== "" && tag !== name ? ` [${tag}]` : "";
    }
    object = getPrototypeOf(object);
  }
  return "";
}


export function functionLabel(value: Function, name: string | null): string {
  const own = ownDescriptor(value, "name")?.value;
  const called = typeof own === "string" && own !== "" ? own : "";
  const source = apply(functionToString, value, []) as string;
  if (source.startsWith("class")) {
    const parent = getPrototypeOf(value);
    const parentName = parent === null ? "" : ownDescriptor(parent, "name")?.value;
    const extended = typeof parentName === "string" && parentName !== "" ? ` extends ${parentName}` : "";
    return `[class ${called === "" ? "(anonymous)" : called}${extended}]`;
  }
  const kind = name === null || name === "" ? "Function (null prototype)" : name;
  return called === "" ? `[${kind} (anonymous)]` : `[${kind}: ${called}]`;
}
