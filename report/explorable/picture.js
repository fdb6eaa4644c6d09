/* A drawing that Vega made, as a reader explores it: which mark shows which row of the figure.
   Marks are told by the figure's key in their data; words beside them by what is printed. */
import { draw } from "./vega.js";

const same = (values) => JSON.stringify(values);
const of = (element) => element.__data__;

/** Draw a layer's file into an element; resolves to the picture. */
export const picture = async (layer, place) => {
  const view = await draw(layer.vega, place);
  const svg = place.querySelector("svg");
  svg.removeAttribute("width"); // as large as the drawing it stands over
  svg.removeAttribute("height");

  const { key, keys, rows, columns, groups } = layer;
  const byKey = new Map(keys.map((values, row) => [same(values), row]));
  const first = columns[0].field;
  const byName = Map.groupBy
    ? Map.groupBy(rows.keys(), (row) => rows[row][0])
    : rows.reduce((all, [name], row) => all.set(name, [...(all.get(name) ?? []), row]), new Map());

  const rowsOf = ({ datum, tooltip }) => {
    if (!datum) return [];
    if (!key.length) return tooltip ? [0] : [];
    if (key.every((name) => name in datum)) {
      const row = byKey.get(same(key.map((name) => datum[name])));
      return row === undefined ? [] : [row];
    }
    return byName.get(datum[first]) ?? [];
  };
  const groupOf = ({ datum }) => (groups && datum ? groups.values.indexOf(String(datum[groups.field])) : -1);

  const marks = [...svg.querySelectorAll("path, text, line, rect")]
    .filter((element) => of(element)?.mark && of(element).mark.marktype !== "group")
    .map((element) => {
      const { mark, tooltip } = of(element);
      // A line is one element for many points.
      const items = ["line", "area", "trail"].includes(mark.marktype) ? mark.items : [of(element)];
      const shown = [...new Set(items.flatMap(rowsOf))];
      return {
        element,
        rows: shown,
        group: groupOf(items[0]),
        told: Boolean(tooltip) && shown.length > 0,
        solid: ["shape", "area"].includes(mark.marktype), // nearness means nothing to these
      };
    })
    .filter(({ rows: shown, group }) => shown.length || group >= 0);

  return {
    marks,
    close: () => {
      view.finalize();
      place.remove();
    },
    /** The mark at a point of the window, or the nearest within reach of a finger. */
    at(x, y, target) {
      const hit = marks.find(({ element }) => element === target);
      if (hit?.told) return hit;
      let best;
      let least = 22; // px
      for (const mark of marks) {
        if (!mark.told || mark.solid) continue;
        const box = mark.element.getBoundingClientRect();
        const away = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
        if (away < least) [best, least] = [mark, away];
      }
      return best ?? (hit && marks.find((mark) => mark.told && mark.rows.includes(hit.rows[0]) && hit.rows.length === 1));
    },
  };
};
