export interface Departure {
  time: string;
  to: string;
  platform: number;
}

/** What each station knows; a real app would ask a service. */
export const DEPARTURES: Record<string, Departure[]> = {
  Basel: [
    { time: "10:04", to: "Milano", platform: 4 },
    { time: "10:13", to: "Hamburg", platform: 7 },
  ],
  Lyon: [
    { time: "10:08", to: "Marseille", platform: 1 },
    { time: "10:34", to: "Paris", platform: 3 },
  ],
  Verona: [
    { time: "10:01", to: "Venezia", platform: 2 },
    { time: "10:22", to: "Innsbruck", platform: 5 },
  ],
};

/** The answer of a station that takes its time. */
export async function departures(station: string, millis: number): Promise<Departure[]> {
  await new Promise((resolve) => setTimeout(resolve, millis));
  return DEPARTURES[station] ?? [];
}
