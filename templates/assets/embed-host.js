/* For a page that shows charts of ours in frames: each frame gets the height that its chart asks
   for, and learns whether it stands on a light ground or a dark one. A message counts if a frame of this
   page sent it, if that frame's address is of the chart that the message names, and if what it asks
   for is a height. Any other changes nothing. */
(() => {
  "use strict";
  const [LEAST, MOST] = [50, 5000]; // px
  const chartOf = (frame) => frame.src.match(/\/charts\/([a-z][a-z0-9_]*)\/embed\/(?:[?#]|$)/)?.[1];
  const frames = () => [...document.querySelectorAll("iframe[src]")].filter(chartOf);
  const tell = (frame, words) => frame.contentWindow?.postMessage(words, "*");

  // What a frame stands on: the nearest ground that is painted, or else that of the window, which
  // only a system colour tells. Frame and chart are of one scheme then, and no box is painted.
  const groundOf = (frame) => {
    for (let each = frame.parentElement; each; each = each.parentElement) {
      const [, colour, alpha = 1] =
        getComputedStyle(each).backgroundColor.match(/^rgba?\((\d+, \d+, \d+)(?:, ([\d.]+))?\)$/) ?? [];
      if (colour && alpha > 0.5) return colour;
    }
    Object.assign(frame.style, { color: "Canvas", colorScheme: "" });
    return getComputedStyle(frame).color;
  };
  const tellTheme = (frame) => {
    const [red, green, blue] = groundOf(frame).match(/\d+/g);
    const theme = 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
    frame.style.colorScheme = theme;
    tell(frame, { "embed-theme": theme });
  };

  addEventListener("message", ({ source, data }) => {
    const frame = source && frames().find((each) => each.contentWindow === source);
    const height = frame && data?.["datawrapper-height"]?.[chartOf(frame)];
    if (!(Number.isFinite(height) && height >= LEAST && height <= MOST)) return;
    frame.style.height = `${height}px`;
    tellTheme(frame);
  });
  matchMedia("(prefers-color-scheme: dark)").onchange = () => frames().forEach(tellTheme);

  // Frames that spoke before anybody listened.
  for (const frame of frames()) tell(frame, "embed-height?");
})();
