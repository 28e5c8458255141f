import { Suspense, use } from "react";
import { departures, type Departure } from "./departures";

interface PageProps {
  stations: Record<string, unknown>;
  delay: number;
}

/** The head and an empty board go out at once; each station follows as soon as it has answered. */
export function Page({ stations, delay }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Departures</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>
          <h1>Departures</h1>
          {Object.keys(stations).map((station, index) => (
            <section key={station}>
              <h2>{station}</h2>
              <Suspense fallback={<p className="waiting">Asking {station} …</p>}>
                <Board answer={departures(station, delay * (index + 1))} />
              </Suspense>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}

function Board({ answer }: { answer: Promise<Departure[]> }) {
  return (
    <table>
      <tbody>
        {use(answer).map(({ time, to, platform }) => (
          <tr key={time}>
            <td>{time}</td>
            <td>{to}</td>
            <td>platform {platform}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
