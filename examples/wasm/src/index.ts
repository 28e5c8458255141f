import mandelbrot from "./mandelbrot.wasm";

interface Exports {
  memory: WebAssembly.Memory;
  image(): number;
  draw(x: number, y: number, width: number, size: number, rounds: number): number;
}

// The module was compiled when the app was built up; an instance is made once for each isolate.
const { memory, image, draw } = new WebAssembly.Instance(mandelbrot).exports as unknown as Exports;

const SIZE = 256;
const ZOOM_MAX = 40;

/** `/tile/3/1/2.png`: zoom, column and row, as maps of the earth count them. */
const TILE = /^\/tile\/(\d{1,2})\/(\d{1,13})\/(\d{1,13})\.png$/;

export default {
  fetch(request): Response {
    const [, zoom, column, row] = TILE.exec(new URL(request.url).pathname)?.map(Number) ?? [];
    const tiles = 2 ** zoom;
    if (!(zoom <= ZOOM_MAX && column < tiles && row < tiles)) {
      return new Response("There is no such tile.\n", { status: 404 });
    }
    const width = 4 / tiles;
    const rounds = 200 + 40 * zoom;
    const length = draw(-2.5 + (column + 0.5) * width, 2 - (row + 0.5) * width, width, SIZE, rounds);
    return new Response(new Uint8Array(memory.buffer, image(), length), {
      headers: { "content-type": "image/png", "cache-control": "public, max-age=86400" },
    });
  },
} satisfies ExportedHandler;
