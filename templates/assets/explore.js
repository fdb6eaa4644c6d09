/* Exploring charts, before anybody does: it waits until a reader reaches for a chart with the
   pointer, a finger or the button, and only then asks for what draws it anew.
   Without it, or where that does not come, the charts stay as they are. */
(() => {
  "use strict";
  if (!/^https?:$/.test(location.protocol)) return; // a file on a disk may ask for nothing
  const root = new URL(document.body.dataset.root, location.href);
  const DWELL = 150; // ms; a page that is scrolled moves charts under pointers that want nothing
  let script;

  for (const bar of document.querySelectorAll("[data-explore]")) {
    const figure = bar.closest("figure");
    const button = bar.querySelector("button");
    const said = bar.querySelector("[role=status]");
    let layer;
    let timer;
    const reach = () =>
      (layer ??= (script ??= import(new URL("assets/explore/layer.js", root)))
        .then(({ explore }) => explore(figure, bar, root))
        .catch((fault) => {
          layer = script = undefined;
          throw fault;
        }));
    const quietly = (act) => reach().then(act, () => {}); // who only pointed is told of no fault
    const isDrawing = ({ target }) => target.closest(".chart-wide, .chart-narrow");

    figure.addEventListener("pointermove", (event) => {
      if (layer || event.pointerType === "touch" || navigator.connection?.saveData || !isDrawing(event)) return;
      clearTimeout(timer);
      timer = setTimeout(() => quietly((it) => it.show(event)), DWELL);
    });
    figure.addEventListener("pointerleave", () => clearTimeout(timer));
    figure.addEventListener("click", (event) => {
      if (!layer && isDrawing(event)) quietly((it) => it.show(event));
    });
    button.addEventListener("click", () => {
      said.textContent = "";
      bar.setAttribute("aria-busy", "true");
      reach()
        .then((it) => it.toggle())
        .catch(() => (said.textContent = bar.dataset.failed))
        .finally(() => bar.removeAttribute("aria-busy"));
    });
    bar.classList.add("ready");
  }
})();
