/** `node:diagnostics_channel`. */
import { deps } from "./deps";
import { wrongType } from "./errors";

type Subscriber = (message: unknown, name: PropertyKey) => void;
const channels = new Map<PropertyKey, Channel>();

class Channel {
  readonly name: PropertyKey;
  #subscribers: Subscriber[] = [];
  readonly #stores = new Map<any, ((data: unknown) => unknown) | undefined>();

  constructor(name: PropertyKey) {
    this.name = name;
  }

  get hasSubscribers(): boolean {
    return this.#subscribers.length > 0 || this.#stores.size > 0;
  }

  subscribe(subscriber: Subscriber): void {
    if (typeof subscriber !== "function") throw wrongType("subscription", "of type function", subscriber);
    this.#subscribers = [...this.#subscribers, subscriber];
  }

  unsubscribe(subscriber: Subscriber): boolean {
    const before = this.#subscribers.length;
    this.#subscribers = this.#subscribers.filter((each) => each !== subscriber);
    return this.#subscribers.length < before;
  }

  bindStore(store: unknown, transform?: (data: unknown) => unknown): void {
    this.#stores.set(store, transform);
  }

  unbindStore(store: unknown): boolean {
    return this.#stores.delete(store);
  }

  /** A subscriber that throws keeps no other from hearing. */
  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) {
      try {
        subscriber(message, this.name);
      } catch (error) {
        deps.process.nextTick(() => deps.report(error));
      }
    }
  }

  runStores(data: unknown, fn: (...args: any[]) => unknown, self?: unknown, ...args: unknown[]): unknown {
    const run = [...this.#stores].reduce<() => unknown>(
      (inner, [store, transform]) => () => store.run(transform ? transform(data) : data, inner),
      () => {
        this.publish(data);
        return fn.apply(self, args);
      });
    return run();
  }
}

function channel(name: PropertyKey): Channel {
  let found = channels.get(name);
  if (found === undefined) channels.set(name, (found = new Channel(name)));
  return found;
}

const STEPS = ["start", "end", "asyncStart", "asyncEnd", "error"] as const;
type Steps = Record<(typeof STEPS)[number], Channel>;

function tracingChannel(named: string | Steps): object {
  const steps = Object.fromEntries(
    STEPS.map((step) => [step, typeof named === "string" ? channel(`tracing:${named}:${step}`) : named[step]])) as Steps;
  return {
    ...steps,
    get hasSubscribers() {
      return STEPS.some((step) => steps[step].hasSubscribers);
    },
    subscribe: (given: Partial<Record<string, Subscriber>>) => {
      for (const step of STEPS) if (given[step]) steps[step].subscribe(given[step]);
    },
    unsubscribe: (given: Partial<Record<string, Subscriber>>) =>
      STEPS.every((step) => !given[step] || steps[step].unsubscribe(given[step])),
    traceSync: (fn: (...args: any[]) => unknown, context: any = {}, self?: unknown, ...args: unknown[]) =>
      steps.start.runStores(context, () => {
        try {
          return (context.result = fn.apply(self, args));
        } catch (error) {
          context.error = error;
          steps.error.publish(context);
          throw error;
        } finally {
          steps.end.publish(context);
        }
      }),
    tracePromise: (fn: (...args: any[]) => any, context: any = {}, self?: unknown, ...args: unknown[]) =>
      steps.start.runStores(context, () => traced(steps, fn, context, self, args)),
  };
}

function traced(steps: Steps, fn: (...args: any[]) => any, context: any, self: unknown, args: unknown[]): Promise<unknown> {
  const settle = (name: "result" | "error", value: unknown) => {
    context[name] = value;
    if (name === "error") steps.error.publish(context);
    steps.asyncStart.publish(context);
    steps.asyncEnd.publish(context);
  };
  try {
    return Promise.resolve(fn.apply(self, args)).then(
      (value) => {
        settle("result", value);
        return value;
      },
      (error) => {
        settle("error", error);
        throw error;
      });
  } catch (error) {
    context.error = error;
    steps.error.publish(context);
    throw error;
  } finally {
    steps.end.publish(context);
  }
}

export const module = {
  Channel,
  channel,
  hasSubscribers: (name: PropertyKey) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name: PropertyKey, subscriber: Subscriber) => channel(name).subscribe(subscriber),
  unsubscribe: (name: PropertyKey, subscriber: Subscriber) => channel(name).unsubscribe(subscriber),
  tracingChannel,
};
