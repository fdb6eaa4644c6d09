/* The search: what is typed is looked for in search.json, which is read when a reader reaches for
   a field. Without this script a field leads to search/, which lists everything from A to Z.

   How well a thing fits is the worst that any of the words typed comes to:
     0  it has this name
     1  it prints this number
     2  its name begins like this
     3  words of its name begin like this
     4  its name has this inside
     5  its text has words that begin like this
     6  its text has this inside
     7  a word of its name has one letter wrong; asked only where nothing else is found
     8  a word of its text has
   Of equals things go before rows of tables, then kinds in the order of the file, then shorter
   names; of 2 and 7 the shorter first of all: it is as good as typed.
   A row does not count as named by 0 and 2. A number is found whole. Texts are set as text. */
(() => {
  "use strict";
  const folder = new URL(document.body.dataset.root, location.href);
  const isFile = location.protocol === "file:"; // its own folder cannot be read from a script
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const TOKEN = /\d{1,3}(?:[\s'’]\d{3})+(?!\d)(?:[.,]\d+)?(?:\s?%)?|\d+(?:[.,]\d+)*(?:\s?%)?|[\p{L}\p{M}]+/gu;

  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]);
  /* A number without what groups its digits: 1,636 and 1 636 are 1636, and 43 % is 43%. */
  const plain = (number) => {
    const { group, decimal } = index;
    const digits = number.replace(/[\s'’]/g, "");
    const joined = digits.split(group);
    const grouped = joined.length > 1 && joined.slice(1).every((part) => /^\d{3}(\D|$)/.test(part));
    return (grouped ? joined.join("") : digits).replace(decimal, ".");
  };
  const word = (token) => (isNumber(token) ? plain(token) : fold(token));
  const words = (text) => (text.match(TOKEN) ?? []).map(word);

  let index = { group: ",", decimal: "." };
  let reading;
  const read = () =>
    (reading ??= fetch(new URL("search.json", folder))
      .then((answer) => answer.json())
      .then((found) => {
        index = found;
        const rows = found.figures.flatMap(({ title, address, columns, rows }) =>
          rows.map(([name, anchor, values]) => ({
            row: true,
            title: name,
            address: anchor ? `${address}#${anchor}` : address,
            text: [title, columns.map((label, at) => values[at] && `${label} ${values[at]}`).filter(Boolean).join("; ")].filter(Boolean).join(": "),
            about: title,
            values,
          })),
        );
        const kinds = new Map();
        return [...found.things, ...rows].map((thing) => {
          const kind = thing.row ? "" : thing.kind;
          if (!kinds.has(kind)) kinds.set(kind, kinds.size);
          const names = [thing.title, ...(thing.aliases ?? [])].map(words);
          return {
            ...thing,
            order: kinds.get(kind),
            names: names.map((name) => name.join(" ")),
            named: names.flat(),
            said: words([thing.about ?? thing.text ?? "", ...(thing.lines ?? [])].join(" ")),
            numbers: (thing.values ?? []).flatMap(words),
          };
        });
      }));

  /* Whether one letter is wrong, missing, too many, or has changed places with its neighbour. */
  const near = (typed, meant) => {
    if (typed.length < 5 || Math.abs(typed.length - meant.length) > 1) return false;
    let at = 0;
    while (at < typed.length && typed[at] === meant[at]) at += 1;
    const [a, b] = [typed.slice(at), meant.slice(at)];
    return (
      a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
      (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
    );
  };
  const isNumber = (typed) => /^\d/.test(typed);
  const begins = (own, typed) => (isNumber(typed) ? own === typed || own === `${typed}%` : own.startsWith(typed));
  const holds = (own, typed) => !isNumber(typed) && own.includes(typed);
  const fit = (thing, typed, loose) => {
    const whole = typed.join(" ");
    const one = typed.length === 1 && isNumber(whole);
    if (!thing.row && thing.names.includes(whole)) return 0;
    if (one && thing.numbers.some((number) => begins(number, whole))) return 1;
    if (!thing.row && thing.names.some((name) => name.startsWith(whole))) return 2;
    const each = (each) => {
      if (thing.named.some((own) => begins(own, each))) return 3;
      if (thing.named.some((own) => holds(own, each))) return 4;
      if ([...thing.said, ...thing.numbers].some((own) => begins(own, each))) return 5;
      if (thing.said.some((own) => holds(own, each))) return 6;
      if (loose && thing.named.some((own) => near(each, own))) return 7;
      return loose && thing.said.some((own) => near(each, own)) ? 8 : 9;
    };
    return Math.max(...typed.map(each));
  };
  const search = (things, typed) => {
    for (const loose of [false, true]) {
      const found = things
        .map((thing) => ({ thing, rank: fit(thing, typed, loose) }))
        .filter(({ rank }) => rank < 9)
        .sort((a, b) =>
          a.rank - b.rank || !!a.thing.row - !!b.thing.row ||
          ([2, 7].includes(a.rank) ? 0 : a.thing.order - b.thing.order) || a.thing.title.length - b.thing.title.length);
      if (found.length) return found.map(({ thing }) => thing);
    }
    return [];
  };

  /* A text with the words that were typed marked. */
  const hits = (own, typed) =>
    typed.some((each) => begins(own, each) || holds(own, each) || near(each, own));
  const marked = (text, typed) => {
    const parts = [];
    let end = 0;
    for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
      if (!hits(word(token), typed)) continue;
      const mark = document.createElement("mark");
      mark.textContent = token;
      parts.push(text.slice(end, at), mark);
      end = at + token.length;
    }
    return [...parts, text.slice(end)];
  };
  const make = (tag, ...inside) => {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  };

  for (const form of document.querySelectorAll("form.search")) {
    const [field, box] = [form.querySelector("input"), form.querySelector(".found")];
    const [said, list] = box.children;
    const large = form.classList.contains("search-large");
    const most = large ? 50 : 8;
    const texts = box.dataset;
    const entry = (thing, typed) => {
      const link = Object.assign(make("a", make("b", ...marked(thing.title, typed))), {
        href: new URL(thing.address, folder),
      });
      link.append(" ", make("small", thing.row ? texts.row : thing.kind));
      const has = (line) => words(line).some((own) => hits(own, typed));
      const values = thing.row || !thing.values ? "" : thing.values.join(", ");
      const line = [thing.text, ...(thing.lines ?? []), values].find((each) => each && has(each)) ?? thing.text;
      const also = thing.aliases?.find((name) => words(name).join(" ").startsWith(typed.join(" ")));
      if (line) link.append(make("span", ...(also ? [...marked(also, typed), " · "] : []), ...marked(line, typed)));
      return make("li", link);
    };
    const show = async () => {
      const text = field.value;
      let things;
      try {
        if (isFile) throw new Error("a file on a disk has nobody to ask");
        things = await read();
      } catch {
        reading = undefined; // asked again with the next letter
        things = undefined;
      }
      if (text !== field.value) return; // more was typed meanwhile
      const typed = words(text);
      list.replaceChildren();
      box.hidden = !typed.length;
      if (!typed.length) return;
      if (!things) {
        said.textContent = texts.failed;
        // What stands on the page can be looked through all the same.
        for (const each of document.querySelectorAll(".index-all li"))
          each.hidden = !typed.every((one) => words(each.textContent).some((own) => begins(own, one)));
        return;
      }
      const found = search(things, typed);
      const { length } = found;
      list.append(...found.slice(0, most).map((thing) => entry(thing, typed)));
      said.textContent = !length ? texts.none : length === 1 ? texts.one
        : length > most ? texts.some.replace("##", length).replace("#", most) : texts.many.replace("#", length);
    };
    const close = () => (box.hidden = true);
    field.oninput = show;
    const prepare = () => isFile || read().catch(() => (reading = undefined));
    field.onpointerenter = prepare;
    field.onfocus = ({ relatedTarget: from }) => {
      prepare();
      if (field.value && !large && !form.contains(from)) show(); // Escape comes back to a closed list
    };

    form.onkeydown = (event) => {
      const links = [...list.querySelectorAll("a")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape" && !box.hidden && !large) {
        field.focus();
        close();
      } else if (["ArrowDown", "ArrowUp"].includes(event.key) && links.length && !box.hidden) {
        const next = at + (event.key === "ArrowDown" ? 1 : -1);
        (next < 0 ? field : links[Math.min(next, links.length - 1)]).focus();
      } else return;
      event.preventDefault();
    };
    if (isFile && !large) form.action += "index.html";
    if (!large) {
      form.onfocusout = ({ relatedTarget: to }) => to && !form.contains(to) && close();
      document.addEventListener("pointerdown", ({ target }) => form.contains(target) || close());
      continue;
    }
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) show();
    form.onsubmit = (event) => {
      event.preventDefault();
      history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
      show();
    };
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const fields = [...document.querySelectorAll("form.search :is(input, button)")];
    const field = fields.find((each) => each.checkVisibility());
    if (!field) return;
    event.preventDefault();
    field.focus();
  });
})();
