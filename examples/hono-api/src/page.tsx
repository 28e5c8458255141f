import { clock } from "./clock";

/** The page: a table of clocks, rendered on the server. */
export function Page({ title, zones }: { title: string; zones: string[] }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{title}</title>
      </head>
      <body>
        <h1>{title}</h1>
        <table>
          {zones.map((zone) => (
            <tr>
              <th scope="row">{zone}</th>
              <td>{clock(zone).time}</td>
            </tr>
          ))}
        </table>
      </body>
    </html>
  );
}
