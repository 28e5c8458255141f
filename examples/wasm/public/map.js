// A map of tiles: what is in view is asked for, what is out of it is dropped.
const SIZE = 256;
const ZOOM_MAX = 40;
const map = document.querySelector("main");
const told = document.querySelector("output");
const shown = new Map();
let zoom = 2;
// The middle of the view in tiles of this zoom.
let x = 1.9;
let y = 2;

function draw() {
  const { clientWidth: width, clientHeight: height } = map;
  const tiles = 2 ** zoom;
  const left = x * SIZE - width / 2;
  const top = y * SIZE - height / 2;
  const wanted = new Set();
  for (let column = Math.max(0, Math.floor(left / SIZE)); column < tiles && column * SIZE < left + width; column++) {
    for (let row = Math.max(0, Math.floor(top / SIZE)); row < tiles && row * SIZE < top + height; row++) {
      const url = `/tile/${zoom}/${column}/${row}.png`;
      wanted.add(url);
      let tile = shown.get(url);
      if (tile === undefined) {
        tile = new Image();
        tile.alt = "";
        tile.src = url;
        map.append(tile);
        shown.set(url, tile);
      }
      tile.style.transform = `translate(${Math.round(column * SIZE - left)}px, ${Math.round(row * SIZE - top)}px)`;
    }
  }
  for (const [url, tile] of shown) {
    if (wanted.has(url)) continue;
    tile.remove();
    shown.delete(url);
  }
  told.textContent = `Zoom ${zoom}`;
}

function move(right, down) {
  x = Math.min(2 ** zoom, Math.max(0, x + right / SIZE));
  y = Math.min(2 ** zoom, Math.max(0, y + down / SIZE));
  draw();
}

/** Zooms so that the point of the view stays where it is. */
function zoomBy(step, right = 0, down = 0) {
  const next = Math.min(ZOOM_MAX, Math.max(1, zoom + step));
  const factor = 2 ** (next - zoom);
  x = (x + right / SIZE) * factor - right / SIZE;
  y = (y + down / SIZE) * factor - down / SIZE;
  zoom = next;
  draw();
}

const keys = {
  ArrowLeft: () => move(-64, 0),
  ArrowRight: () => move(64, 0),
  ArrowUp: () => move(0, -64),
  ArrowDown: () => move(0, 64),
  "+": () => zoomBy(1),
  "=": () => zoomBy(1),
  "-": () => zoomBy(-1),
};
map.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || keys[event.key] === undefined) return;
  event.preventDefault();
  keys[event.key]();
});
map.addEventListener("pointerdown", (event) => map.setPointerCapture(event.pointerId));
map.addEventListener("pointermove", (event) => {
  if (map.hasPointerCapture(event.pointerId)) move(-event.movementX, -event.movementY);
});
map.addEventListener("wheel", (event) => {
  event.preventDefault();
  const box = map.getBoundingClientRect();
  zoomBy(event.deltaY < 0 ? 1 : -1, event.clientX - box.width / 2, event.clientY - box.height / 2);
}, { passive: false });
addEventListener("resize", draw);
draw();
map.focus();
