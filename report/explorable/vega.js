/* Of Vega what drawings of marks, axes, keys and maps need: no force layouts, no trees, no clouds
   of words. `vega` is the package that is pinned; these are its parts, as npm lays them out.
   Expressions are interpreted and not compiled: a strict security policy lets no page eval. */
import { View } from "vega-view";
import { parse } from "vega-parser";
import { expressionInterpreter } from "vega-interpreter";
import { transforms } from "vega-dataflow";
import * as data from "vega-transforms";
import * as bounds from "vega-view-transforms";
import * as encode from "vega-encode";
import * as geo from "vega-geo";

Object.assign(transforms, data, bounds, encode, geo);

/* A loader that loads nothing: all that a drawing shows is in its specification. */
const refuse = () => Promise.reject(new Error("a chart asks for nothing"));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Draw a compiled specification into an element; resolves to the view. */
export const draw = (specification, element) =>
  new View(parse(specification, {}, { ast: true }), {
    expr: expressionInterpreter,
    loader,
    renderer: "svg",
    hover: false,
  })
    .initialize(element)
    .runAsync();
