/* What a sealed page could not know: the editions that came after it. It asks editions.json beside
   the edition; where that gives no answer in the form agreed, the page stays as it was sealed.
   Texts are set as text, never as HTML, and into addresses go only names. */
(() => {
  "use strict";
  const { edition, page, root } = document.body.dataset;
  const here = document.querySelector(".menu .here"); // not in a lone draft
  const bar = document.querySelector(".notice");
  const texts = bar.dataset; // what it says, with {marks} to fill
  const folder = new URL(root, location.href);
  const beside = (path) => new URL(`../${path}`, folder);
  const isName = (name) => typeof name === "string" && /^20\d\d-\d\d(\.\d+)?$/.test(name);

  const make = (tag, ...inside) => {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  };
  const fill = (text, parts) => text.split(/[{}]/).map((piece, at) => (at % 2 ? parts[piece] : piece));
  const link = (path, ...inside) => Object.assign(make("a", ...inside), { href: beside(path) });
  const samePage = (name, ...inside) => {
    const a = link(`${name}/${page}${location.hash}`, ...inside);
    a.dataset.same = "";
    return a;
  };

  /* The bar at the foot of the window: how old the edition is, what it lacks. */
  const said = { age: [], lost: [] };
  const say = (what, ...words) => {
    said[what] = words.length ? [make("p", ...words)] : [];
    const all = [...said.age, ...said.lost];
    bar.replaceChildren(...(all.length ? [make("div", ...all), close] : []));
  };
  const close = make("button", texts.close);
  close.onclick = () => {
    say("age");
    say("lost");
    document.querySelector("main").focus({ preventScroll: true });
  };

  /* A place here is the same place there. */
  const follow = () => {
    for (const a of document.querySelectorAll("a[data-same]")) a.hash = location.hash;
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {} // taken as it is typed
    if (id && id !== "top" && !document.getElementById(id))
      say("lost", texts.lost);
    else if (said.lost.length) say("lost");
  };

  const markLatest = () => here.querySelector("small").replaceChildren(texts.newest);

  const tell = (index) => {
    const editions = index.editions.filter((each) => isName(each.name));
    const find = (name) => editions.findIndex((each) => each.name === name);
    const [newest, own] = [find(index.latest), find(edition)];
    if (newest < 0 || own < newest) return; // a list older than this page knows nothing of it
    const { corrected_by: by, corrections: [mistake] } = editions[own];

    if (own === newest) markLatest();
    const newer = editions.slice(newest, own);
    newer.forEach(({ name, title }, at) => {
      const marks = [at === newer.length - 1 && texts.next, !at && texts.latest].filter(Boolean);
      const words = [make("b", name), " ", make("small", marks.join(", "))];
      if (title !== name) words.push(" ", make("span", title));
      here.before(make("li", samePage(name, ...words)));
    });

    const words = [];
    if (newer.length) {
      const there = samePage("latest", texts.read);
      words.push(...fill(texts.old, { edition, latest: newer[0].name, link: there }), " ");
    }
    if (isName(by) || mistake) {
      const what = link(`corrections/#${encodeURIComponent(mistake ?? "")}`, texts.wrong);
      const text = isName(by) ? texts.correctedBy : texts.corrected;
      words.push(...fill(text, { edition: by, link: what }));
    }
    if (words.length) say("age", ...words);
  };

  follow();
  onhashchange = follow;
  if (folder.pathname.endsWith("/latest/")) markLatest();
  // A draft was made when all editions were known, and a file on a disk has nobody to ask.
  if (edition !== "draft" && location.protocol !== "file:")
    fetch(beside("editions.json"))
      .then((answer) => answer.ok && answer.json())
      .then(tell)
      .catch(() => {});

  // A disk answers a folder's address with the list of its files: there links name the page.
  // Without a script they lead to that list, where index.html is the page.
  if (location.protocol === "file:")
    for (const a of document.querySelectorAll("a[href]"))
      if (a.protocol === "file:" && a.pathname.endsWith("/")) a.pathname += "index.html";

  onclick = ({ target }) => {
    const menu = here?.closest("details");
    if (menu && !menu.contains(target)) menu.open = false;
  };
})();
