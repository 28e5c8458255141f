/**
 * Time as a function may see it: it stands still but for I/O, as on Workers, so that nobody can
 * measure what a neighbour does. The host gives the time with every event.
 */
const NativeDate = Date;
const construct = Reflect.construct;

let millis = NativeDate.now();

export function now(): number {
  return millis;
}

export function advance(to: number): void {
  if (to > millis) millis = to;
}

/** Replaces what reads the machine's clock: Date and Temporal.Now. */
export function installClock(global: any): void {
  const ClockDate: any = function Date(this: unknown, ...args: unknown[]) {
    if (!new.target) return new NativeDate(millis).toString();
    return construct(NativeDate, args.length === 0 ? [millis] : args, new.target);
  };
  Object.defineProperty(ClockDate, "length", { value: 7, configurable: true });
  for (const name of ["parse", "UTC"] as const) {
    Object.defineProperty(ClockDate, name, { value: NativeDate[name], writable: true, configurable: true });
  }
  Object.defineProperty(ClockDate, "now", { value: { now: () => millis }.now, writable: true, configurable: true });
  Object.defineProperty(ClockDate, "prototype", { value: NativeDate.prototype, writable: false });
  Object.defineProperty(NativeDate.prototype, "constructor", { value: ClockDate, writable: true, configurable: true });
  Object.defineProperty(global, "Date", { value: ClockDate, writable: true, configurable: true });
  installTemporal(global);
}

function installTemporal(global: any): void {
  const temporal = global.Temporal;
  if (temporal === undefined) return;
  const instant = () => temporal.Instant.fromEpochMilliseconds(millis);
  const zoned = (zone: string = "UTC") => instant().toZonedDateTimeISO(zone);
  const methods: Record<string, Function> = {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
    timeZoneId: () => "UTC",
  };
  for (const name of Object.keys(methods)) {
    Object.defineProperty(temporal.Now, name, { value: methods[name], writable: true, configurable: true });
  }
}
