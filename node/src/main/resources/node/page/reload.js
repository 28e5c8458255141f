// Added by `edgewise dev` to HTML pages: loads them again when the app has changed, and shows what is
// wrong with it while it cannot be built. `--no-reload` leaves it out.
(() => {
  const isErrorPage = document.querySelector('meta[name="edgewise"][content="error"]') !== null;
  let shown;
  const hide = () => {
    shown?.remove();
    shown = undefined;
  };
  const show = (url) => {
    hide();
    shown = document.createElement("iframe");
    shown.src = url;
    shown.title = "Edgewise: the app cannot be built (Escape closes this)";
    shown.style.cssText =
      "all:initial;position:fixed;inset:0;width:100%;height:100%;border:0;z-index:2147483647;background:Canvas;color-scheme:light dark";
    document.documentElement.append(shown);
  };
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  const source = new EventSource("/_edgewise/changes");
  let opened = false;
  source.addEventListener("changed", () => location.reload());
  source.addEventListener("broken", (event) => {
    if (!isErrorPage) show(event.data);
    else if (opened) location.reload();
  });
  // A server that was started again may serve another app.
  let lost = false;
  source.onopen = () => {
    if (lost) location.reload();
    setTimeout(() => (opened = true), 500);
  };
  source.onerror = () => (lost = true);
  addEventListener("pagehide", () => source.close());
})();
