/* Fonts come after the words. Until then words and charts stand in fonts that every machine has,
   stretched to the same measures (site.css, "Stand-in"). Now and then a line breaks elsewhere all
   the same, and what is below would jump. So it is tried out before it is painted: either all that
   is seen stays at its height, or the page stays as it is, and the next one has its fonts at once. */
(() => {
  "use strict";
  const SEEN = 2; // px that something may rise or fall by
  const { documentElement: root, fonts } = document;
  const stand = (still) => root.classList.toggle("standing-in", still);
  const settle = () => {
    const shown = (each) => each.checkVisibility?.() ?? true; // what is folded away has no height
    const all = [...document.querySelectorAll("body *")].filter(shown);
    const blocks = all.filter((each) => getComputedStyle(each).display !== "inline");
    const heights = () => blocks.map((each) => each.getBoundingClientRect().top);
    const before = heights();
    stand(false);
    const after = heights();
    const jumps = (top, at) => Math.min(top, after[at]) < innerHeight && Math.abs(top - after[at]) > SEEN;
    stand(before.some(jumps));
  };
  const wait = () => {
    const states = [...fonts].filter(({ family }) => /Report/.test(family)).map(({ status }) => status);
    if (states.includes("loading") && !states.includes("loaded")) {
      stand(true);
      fonts.ready.then(settle);
    }
  };
  requestAnimationFrame(() => setTimeout(wait)); // once the page has been painted
})();
