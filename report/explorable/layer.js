/* A chart that is explored: the row under the pointer, the finger or the arrow keys is told and
   lit, groups can be put out, two rows compared. All it tells stands in the figure's table, and
   all of it is set as text. Words come from the theme, in the bar above the chart. */
import { picture } from "./picture.js";

const make = (tag, className, ...inside) => {
  const element = Object.assign(document.createElement(tag), { className });
  element.append(...inside);
  return element;
};

/** Load what a chart is explored with, and lay it over the drawing that is shown. */
export const explore = async (figure, bar, root) => {
  const name = bar.dataset.explore;
  const button = bar.querySelector("button");
  const words = { closed: button.textContent, open: button.dataset.open };
  const said = bar.querySelector("[role=status]");
  const places = { json: figure.querySelector(".chart-wide"), "narrow.json": figure.querySelector(".chart-narrow") };
  const off = new Set(); // groups that are put out
  const picked = [-1, -1]; // rows that are compared
  let at = -1; // the row that is told
  let controls;
  let stage; // { layer, place, view, tip, picture }

  const shown = () => Object.keys(places).find((ending) => places[ending].checkVisibility?.() ?? places[ending].offsetWidth);
  const texts = (row) => stage.layer.columns.map(({ label }, n) => [label, stage.layer.rows[row][n]]);
  const title = (row) => {
    const { columns, rows } = stage.layer;
    const alone = new Set(rows.map(([first]) => first)).size === rows.length;
    return rows[row].filter((_, n) => n === 0 || !(alone || columns[n].number)).join(", ");
  };
  const sentence = (row) => {
    const [[, first], ...others] = texts(row);
    return `${first}. ${others.map(([label, text]) => `${label}: ${text}`).join("; ")}`;
  };
  const isOut = ({ group, rows }) => {
    if (!off.size) return false;
    if (group >= 0) return off.has(group);
    const told = stage.picture.marks.filter((mark) => mark.told && mark.rows.some((row) => rows.includes(row)));
    return told.length > 0 && told.every((mark) => off.has(mark.group));
  };
  const reachable = () => {
    const there = new Set(stage.picture.marks.filter((mark) => mark.told && !isOut(mark)).flatMap(({ rows }) => rows));
    return [...there].sort((one, two) => one - two);
  };

  const paint = () => {
    const lit = [at, ...picked].filter((row) => row >= 0);
    for (const mark of stage.picture.marks) {
      const { classList } = mark.element;
      classList.toggle("is-out", isOut(mark));
      classList.toggle("is-dim", lit.length > 0 && !mark.rows.some((row) => lit.includes(row)));
    }
  };

  /* Told: a row, at a place of the window or at its mark. */
  const tell = (row, x, y) => {
    at = row;
    paint();
    const { tip, view, picture: drawn } = stage;
    tip.hidden = row < 0;
    if (row < 0) return;
    const [[, first], ...others] = texts(row);
    tip.replaceChildren(
      make("strong", "", first),
      ...others.map(([label, text]) => make("span", "", make("span", "explore-label", label), " ", make("b", "", text))),
    );
    const box = drawn.marks.find((mark) => mark.told && mark.rows.includes(row)).element.getBoundingClientRect();
    const frame = view.getBoundingClientRect();
    const middle = (x ?? box.left + box.width / 2) - frame.left;
    const top = (y ?? box.top) - frame.top - tip.offsetHeight - 12;
    const below = (y ?? box.bottom) - frame.top + 16;
    tip.style.left = `${Math.max(0, Math.min(middle - tip.offsetWidth / 2, frame.width - tip.offsetWidth))}px`;
    tip.style.top = `${top < 0 ? below : top}px`; // over marks, not over the controls
  };
  const point = ({ clientX, clientY, target }) => {
    const mark = stage.picture.at(clientX, clientY, target);
    if (!mark || isOut(mark)) tell(-1);
    else tell(mark.rows.includes(at) ? at : mark.rows[0], clientX, clientY);
    stage.view.classList.toggle("leads", Boolean(wayOf(at)));
  };

  /* The still drawing beneath has a link on each mark whose row has a page. */
  const wayOf = (row) => {
    const [key, ...more] = row < 0 ? [] : stage.layer.keys[row];
    if (key === undefined || more.length) return undefined;
    return stage.place.querySelector(`svg a[data-row="${CSS.escape(key)}"]`);
  };
  const follow = ({ ctrlKey, metaKey, shiftKey }) =>
    wayOf(at)?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
  // A finger has no other way to ask what a mark is: its second tap on the same one follows.
  const press = (event) => {
    const was = at;
    point(event);
    if (event.pointerType !== "touch" || was === at) follow(event);
  };

  const walk = (event) => {
    const rows = reachable();
    const here = rows.indexOf(at);
    const steps = {
      ArrowRight: here + 1,
      ArrowDown: here + 1,
      ArrowLeft: here < 0 ? rows.length - 1 : here - 1,
      ArrowUp: here < 0 ? rows.length - 1 : here - 1,
      Home: 0,
      End: rows.length - 1,
    };
    if (event.key === "Escape" && controls) {
      event.stopPropagation();
      close();
      button.focus();
    } else if (event.key === "Enter") {
      follow(event);
    } else if (event.key in steps && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const row = rows[Math.max(0, Math.min(rows.length - 1, steps[event.key]))] ?? -1;
      tell(row);
      said.textContent = row < 0 ? "" : sentence(row);
    }
  };

  const lay = async () => {
    const ending = shown();
    const place = places[ending];
    const answer = await fetch(new URL(`assets/explore/${name}.${ending}`, root));
    if (!answer.ok) throw new Error(`${answer.status} for ${name}`);
    const layer = await answer.json();
    const still = place.querySelector("svg");
    const canvas = make("div", "explore-marks");
    const tip = make("div", "explore-tip");
    const view = make("div", "explore-view", canvas, tip);
    canvas.setAttribute("aria-hidden", "true"); // its words are told one row at a time
    tip.setAttribute("aria-hidden", "true");
    tip.hidden = true;
    view.tabIndex = 0;
    view.setAttribute("role", "application"); // arrow keys are for us
    view.setAttribute("aria-labelledby", still.querySelector("title").id);
    view.setAttribute("aria-describedby", still.querySelector("desc").id);
    place.append(view);
    try {
      stage = { layer, place, view, tip, picture: await picture(layer, canvas) };
    } catch (fault) {
      view.remove();
      throw fault;
    }
    place.classList.add("explored");
    view.addEventListener("pointermove", (event) => event.pointerType === "touch" || point(event));
    view.addEventListener("pointerleave", (event) => event.pointerType === "touch" || tell(-1));
    view.addEventListener("click", press);
    view.addEventListener("keydown", walk);
    view.addEventListener("blur", () => tell(-1));
    paint();
  };
  const lift = () => {
    if (!stage) return;
    stage.picture.close();
    stage.view.remove();
    stage.place.classList.remove("explored");
    stage = undefined;
    at = -1;
  };

  const group = (place, { labels, tones }) => {
    labels.forEach((label, n) => {
      const swatch = make("span", "explore-swatch");
      swatch.style.background = tones[n];
      const toggle = make("button", "", swatch, label);
      toggle.type = "button";
      toggle.setAttribute("aria-pressed", String(!off.has(n)));
      toggle.addEventListener("click", () => {
        if (!off.delete(n)) off.add(n);
        if (off.size === labels.length) off.clear(); // a chart of nothing tells nothing
        [...place.children].forEach((each, m) => each.setAttribute("aria-pressed", String(!off.has(m))));
        tell(-1);
      });
      place.append(toggle);
    });
  };
  const compare = (selects, told) => {
    const options = reachable().map((row) => [row, title(row)]);
    selects.forEach((select, n) => {
      select.append(...options.map(([row, text]) => Object.assign(make("option", "", text), { value: row })));
      select.addEventListener("change", () => {
        picked[n] = select.value === "" ? -1 : Number(select.value);
        const rows = [...new Set(picked)].filter((row) => row >= 0);
        told.replaceChildren(
          ...rows.map((row) => {
            const [[, first], ...others] = texts(row);
            const facts = others.map(([label, text]) => make("dd", "", make("span", "explore-label", label), " ", make("b", "", text)));
            return make("div", "", make("dt", "", first), ...facts);
          }),
        );
        tell(-1);
        said.textContent = rows.map(sentence).join(". ");
      });
    });
  };

  const open = () => {
    controls = make("div", "explore-controls", bar.querySelector("template").content.cloneNode(true));
    const [groups, pick, told] = ["groups", "pick", "compared"].map((part) => controls.querySelector(`.explore-${part}`));
    if (stage.layer.groups) group(groups, stage.layer.groups);
    else groups.remove();
    if (stage.layer.key.length && stage.layer.rows.length > 8) compare([...pick.querySelectorAll("select")], told);
    else [pick, told].forEach((part) => part.remove());
    said.before(controls);
    button.textContent = words.open;
    stage.view.focus({ preventScroll: true });
  };
  const close = () => {
    lift();
    controls?.remove();
    controls = undefined;
    off.clear();
    picked.fill(-1);
    said.textContent = "";
    button.textContent = words.closed;
  };

  /* Turned, a telephone shows the other drawing. */
  let laying;
  const settle = () => {
    if (!stage || laying || stage.place === places[shown()]) return;
    lift();
    laying = lay().catch(close).finally(() => (laying = undefined));
  };

  await lay();
  new ResizeObserver(settle).observe(figure);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && stage && tell(-1));
  document.addEventListener("pointerdown", ({ target }) => stage && !stage.view.contains(target) && tell(-1));

  return {
    show: (event) => stage && point(event),
    toggle: async () => {
      if (controls) return close();
      if (!stage) await lay();
      open();
    },
  };
};
