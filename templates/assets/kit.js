/* The kit for articles: addresses as the page is really read, and buttons that copy.
   A copy of the site on another host gives its own addresses; which edition they name, or that
   they follow the latest, stays. A folder of one edition alone knows of no other beside it. */
(() => {
  "use strict";
  const { edition, root } = document.body.dataset;
  const folder = new URL(root, location.href);
  const among = [edition, "latest"].includes(folder.pathname.split("/").at(-2));
  const served = /^https?:$/.test(location.protocol); // a file on a disk has no address for others

  if (served)
    for (const part of document.querySelectorAll("[data-at]")) {
      const at = part.dataset.at;
      const own = at.startsWith(`${edition}/`) && at.slice(edition.length + 1);
      if (among) part.textContent = new URL(`../${at}`, folder).href;
      else if (own) part.textContent = new URL(own, folder).href;
    }
  if (served && among) document.querySelector(".kit-relative")?.remove();

  const kit = document.querySelector(".kit");
  for (const part of document.querySelectorAll(".kit-part")) {
    const [text, button, said] = ["pre", "button", "[role=status]"].map((each) => part.querySelector(each));
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = kit.dataset.copied;
      } catch {
        // No clipboard without https, or it was refused: what is selected can be copied by hand.
        getSelection().selectAllChildren(text);
        said.textContent = kit.dataset.selected;
      }
    };
    button.onclick = () => {
      said.textContent = ""; // so that it is said again
      copy();
    };
    button.hidden = false;
  }
})();
