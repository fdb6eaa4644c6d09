// Keeps an open page in step with the sources. `serve` puts it into pages as it sends them, and
// it is in no file of the site. What it says comes from the server as words, and is set as text.
//
// A page of the draft becomes the list of faults when a build fails while it is open, and the
// list becomes that page again when they are mended. Who went on to the last good draft stays
// there, with a bar, until there is something new to tell.
(() => {
  "use strict";

  // A frame is loaded anew with the page around it.
  if (window.top !== window) return;

  const own = document.currentScript.dataset; // page, draft, told, preview, failing, back: as it was sent
  const LIST = "/.serve/faults", PLACE = "serve: place";
  const SOON = 700; // ms before a note is shown: what is over sooner need not be told
  let source = null, leaving = false, waiting = 0, bar = null;
  let pending = own.page === "draft"; // until the place of before is looked for
  let held = null, frames = 0; // where the page is held, and for how many frames still

  const here = () => location.pathname + location.search + location.hash;

  function leave(go) {
    if (leaving) return;
    leaving = true;
    // News may come before the page is where it is to be: then that place is the one to keep.
    if (own.page === "draft" && !pending) {
      const [x, y] = frames > 0 ? held : [scrollX, top()];
      try {
        sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, x, y]));
      } catch { /* storage is forbidden: then the page begins at its top */ }
    }
    close();
    go();
  }

  // How far down the page is, whatever bar stands over it.
  const top = () => document.body.getBoundingClientRect().top;

  // The reader is put back where they were when the page was left for a newer one.
  function restore() {
    let place = null;
    pending = false;
    try { place = JSON.parse(sessionStorage.getItem(PLACE)); } catch { return; }
    if (!place || place[0] !== location.pathname || own.page !== "draft") return;
    sessionStorage.removeItem(PLACE);
    hold(place[1], place[2]);
  }

  // For some frames, unless the reader moves: what is far down is laid out late, a bar may come.
  function hold(x, y) {
    const running = frames > 0;
    held = [x, y];
    frames = 30;
    const step = () => {
      if (frames-- <= 0) return;
      const [x, y] = held;
      if (Math.abs(top() - y) > 1) scrollBy({ left: x - scrollX, top: top() - y, behavior: "instant" });
      requestAnimationFrame(step);
    };
    if (!running) step();
  }

  function follow(state) {
    const news = String(state.told) !== own.told,
      anew = state.draft !== own.draft || String(state.previews[location.pathname] || 0) !== (own.preview || "0");
    if (own.page === "told") {
      if (news && own.failing && !state.failing) leave(() => own.back ? location.replace(own.back) : location.reload());
      else if (news) leave(() => location.reload());
    } else if (news && state.failing) {
      leave(() => location.replace(`${LIST}?back=${encodeURIComponent(here())}`));
    } else if (anew) {
      leave(() => location.reload()); // a page that is gone says so
    }
    if (leaving) return;
    clearTimeout(waiting);
    if (own.page === "draft" && state.bar) show("bar", `${state.bar} `, state.link, state.note);
    else if (!state.note) hide();
    else waiting = setTimeout(() => show("note", state.note), SOON);
  }

  function show(kind, text, link = "", note = "") {
    const stay = (shown) => {
      if (shown === "bar" && scrollY > 1 && !pending && frames <= 0) hold(scrollX, top());
    };
    if (!bar) {
      bar = document.createElement("div");
      const root = bar.attachShadow({ mode: "open" });
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/.serve/serve.css";
      // Without its style it would stand in the page for an instant, and push it.
      bar.style.position = "fixed";
      bar.style.visibility = "hidden";
      style.onload = style.onerror = () => {
        stay(root.host.dataset.kind);
        root.host.removeAttribute("style");
      };
      const words = document.createElement("p");
      words.className = "bar";
      words.setAttribute("role", "status");
      root.append(style, words);
      document.body.before(bar);
    }
    if (bar.dataset.kind !== kind) stay(kind);
    bar.dataset.kind = kind;
    bar.id = "serve-bar";
    const parts = [text];
    if (link) {
      const to = document.createElement("a");
      to.href = `${LIST}?back=${encodeURIComponent(here())}`;
      to.textContent = link;
      parts.push(to, note ? `. ${note}` : ".");
    }
    bar.shadowRoot.querySelector("p").replaceChildren(...parts);
  }

  function hide() {
    if (bar) bar.remove();
    bar = null;
  }

  // A browser has six connections to a host: a page that nobody looks at gives its own back.
  function open() {
    if (source || leaving || document.hidden) return;
    const page = own.page === "draft" ? `?page=${encodeURIComponent(location.pathname)}` : "";
    source = new EventSource(`/.serve/events${page}`);
    source.onmessage = (event) => follow(JSON.parse(event.data));
    source.onerror = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => show("note", "serve does not answer: this page is not kept in step."), SOON);
    };
  }

  function close() {
    if (source) source.close();
    source = null;
  }

  for (const act of ["wheel", "keydown", "pointerdown", "touchstart"]) {
    addEventListener(act, () => { frames = 0; }, { passive: true });
  }
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pageshow", open);
  addEventListener("pagehide", close);
  if (document.readyState === "complete") restore(); else addEventListener("load", restore);
  open();
})();
