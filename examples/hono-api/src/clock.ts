export const ZONES = ["Africa/Lagos", "America/Lima", "Asia/Kolkata", "Europe/Berlin", "Pacific/Auckland"];

export interface Clock {
  zone: string;
  time: string;
}

/** Whether the engine knows a time zone by this name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What the clock shows there now. */
export function clock(zone: string): Clock {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "medium", timeStyle: "short" });
  return { zone, time: format.format(new Date()) };
}
