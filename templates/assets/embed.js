/* What the bare chart cannot do without a script: tell the page around it how high it is, and its
   reader what came after its edition. It stores nothing, and asks nobody but its own site.
   In its address: theme=light or theme=dark, for a host that is always one of them; notice=off;
   childId, which pym adds. */
(() => {
  "use strict";
  const { chart, edition, root } = document.body.dataset;
  const page = document.documentElement;
  const asked = new URLSearchParams(location.search);
  const folder = new URL(root, location.href);
  const isName = (name) => typeof name === "string" && /^20\d\d-\d\d(\.\d+)?$/.test(name);

  const isTheme = (theme) => theme === "light" || theme === "dark";
  const theme = asked.get("theme");
  if (isTheme(theme)) page.dataset.theme = theme;

  /* The height, in the words of four kinds of hosts. It is that of the text, whatever the frame's
     is, so that no answer of a host is a reason to speak again. A host knows a chart by the name in
     the frame's address, which is an older one where the chart was renamed. */
  const known = location.pathname.match(/\/charts\/([a-z][a-z0-9_]*)\/embed\//)?.[1] ?? chart;
  const child = /^[\w-]{1,99}$/.test(asked.get("childId") ?? "") ? asked.get("childId") : known;
  let told = 0;
  const tell = () => {
    told = Math.ceil(page.getBoundingClientRect().height);
    for (const words of [
      { "datawrapper-height": { [known]: told } },
      { sentinel: "amp", type: "embed-size", height: told },
      JSON.stringify({ src: location.href, context: "iframe.resize", height: told }),
      ["pym", child, "height", told].join("xPYMx"),
    ])
      parent.postMessage(words, "*");
  };
  const isWidth = (data) => typeof data === "string" && data.startsWith(`pymxPYMx${child}xPYMxwidth`);
  const isOther = () => Math.ceil(page.getBoundingClientRect().height) !== told;
  if (parent !== window) {
    new ResizeObserver(() => isOther() && tell()).observe(page);
    addEventListener("load", tell);
    // Once more, for a host whose script comes after the frame and has nothing to ask with.
    addEventListener("load", () => setTimeout(tell, 1000));
    // A host with our script asks, where it began to listen too late, and says whether it is dark.
    // One with pym tells the width. Nothing else is answered.
    addEventListener("message", ({ source, data }) => {
      if (source !== parent) return;
      if (data === "embed-height?" || isWidth(data)) tell();
      else if (isTheme(data?.["embed-theme"]) && !isTheme(theme))
        page.dataset.theme = data["embed-theme"];
    });
  }

  /* A newer edition, if its number is another one, and whether this one was corrected. */
  const link = (path, ...text) => {
    const a = document.createElement("a");
    a.append(...text);
    return Object.assign(a, { href: new URL(`../${path}`, folder), target: "_blank", rel: "noopener" });
  };
  const notice = document.querySelector(".notice");
  const texts = notice.dataset;
  /* A text of the page with what it says in the place of its marks: {edition}, {link}. */
  const filled = (text, parts) =>
    text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? parts[piece] : piece)).filter(Boolean);
  const newer = (index) => {
    const { label, latest, numbers, values } = index.charts[chart];
    const [was, now] = [edition, latest.edition].map((name) => values[name]);
    const place = (name) => index.editions.findIndex((each) => each.name === name);
    if (!isName(latest.edition) || !/^[a-z][a-z0-9_]*$/.test(chart)) return [];
    if (!(place(latest.edition) < place(edition)) || place(latest.edition) < 0) return [];
    if (typeof was !== "string" || typeof now !== "string" || was === now) return [];
    const by = difference(now, numbers[latest.edition], numbers[edition]);
    return [
      link(`${latest.edition}/charts/${chart}/`, ...filled(texts.newer, { now, by })),
      ` ${[latest.label, latest.edition].filter(Boolean).join(", ")}. `,
    ];
  };
  const corrected = ({ editions }) => {
    const { corrected_by: by, corrections } = editions.find((each) => each.name === edition);
    const [mistake] = corrections;
    if (!isName(by) && typeof mistake !== "string") return [];
    const place = typeof mistake === "string" ? `#${encodeURIComponent(mistake)}` : "";
    const wrong = link(`corrections/${place}`, texts.wrong);
    return filled(isName(by) ? texts.correctedBy : texts.corrected, { edition, by, link: wrong });
  };
  /* By how much two numbers differ as they are printed. */
  const difference = (printed, now, was) => {
    if (![now, was].every(Number.isFinite)) throw new TypeError("no number");
    const point = new Intl.NumberFormat(page.lang).formatToParts(0.5)[1].value;
    const places = printed.replace(/\D+$/, "").split(point)[1]?.length ?? 0;
    const how = { minimumFractionDigits: places, maximumFractionDigits: places };
    const by = Number(now.toFixed(places)) - Number(was.toFixed(places));
    const shown = new Intl.NumberFormat(page.lang, { ...how, signDisplay: "always" }).format(by);
    return shown.replace("-", "−") + (printed.includes("%") ? ` ${texts.points}` : "");
  };

  // latest/ is never old, and a file on a disk has nobody to ask. Nor has a frame whose origin is
  // nobody's: the browser would refuse the answer, with an error in its host's console.
  const isPinned = edition !== "draft" && !folder.pathname.endsWith("/latest/");
  if (!isPinned || asked.get("notice") === "off") return;
  if (self.origin === "null" || !location.protocol.startsWith("http")) return;
  fetch(new URL("../editions.json", folder), { credentials: "omit" })
    .then((answer) => answer.ok && answer.json())
    .then((index) => {
      const charts = index.charts;
      const words = Object.hasOwn(charts, chart) ? newer(index) : [];
      notice.replaceChildren(...words, ...corrected(index));
    })
    .catch(() => {});
})();
