/* Long tables and lists: what is typed leaves the entries that have it, a click on the head of a
   column sorts. Without this script, and on paper, all of it stands as it was printed. */
(() => {
  "use strict";
  let order; // made by the first sort: it takes a telephone a twentieth of a second
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’ʼ]/g, "'");

  const sortBy = (table, column, up) => {
    const value = (row) => {
      const { dataset, textContent: text } = row.cells[column];
      const exact = dataset.sort ?? text.trim();
      return exact === "–" ? "" : exact;
    };
    const compare = (a, b) => {
      if (!a || !b) return !a - !b; // what is not known stands last, either way
      const [x, y] = [Number(a), Number(b)];
      return (up ? 1 : -1) * (isNaN(x) || isNaN(y) ? order.compare(a, b) : x - y);
    };
    order ??= new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [value(row), row]);
    body.append(...rows.sort(([a], [b]) => compare(a, b)).map(([, row]) => row));
  };

  const headsOf = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const printed = [...table.tBodies[0].rows];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      // Numbers from the largest, words from A; then the other way; then as it was printed.
      const ways = head.classList.contains("num") ? ["descending", "ascending"] : ["ascending", "descending"];
      button.onclick = () => {
        const way = ways[ways.indexOf(head.ariaSort) + 1];
        for (const each of heads) each.removeAttribute("aria-sort");
        table.tBodies[0].append(...printed);
        if (!way) return;
        head.ariaSort = way;
        sortBy(table, column, way === "ascending");
      };
    });
  };

  for (const filter of document.querySelectorAll(".filter")) {
    const [field, said, list] = [filter.querySelector("input"), filter.querySelector("output"), filter.nextElementSibling];
    const table = list.querySelector("table");
    if (table) headsOf(table);
    const entries = [...(table ? table.tBodies[0].rows : list.matches("ul") ? list.children : list.querySelectorAll("li"))];
    const total = said.textContent;
    const show = () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      const left = entries.filter((entry) => {
        const text = words.length ? fold(entry.textContent) : "";
        return !(entry.hidden = !words.every((word) => text.includes(word)));
      });
      said.textContent = words.length ? said.dataset.says.replace("#", left.length) : total;
      if (!table) // a heading without entries says nothing
        for (const head of list.querySelectorAll(":is(h2, h3):has(+ ul)"))
          head.hidden = ![...head.nextElementSibling.children].some((entry) => !entry.hidden);
    };
    field.oninput = show;
    addEventListener("hashchange", () => {
      if (!document.querySelector(":target")?.hidden) return;
      field.value = ""; // whoever is led to an entry sees it
      show();
      document.querySelector(":target").scrollIntoView();
    });
    filter.hidden = false;
  }
})();
