/**
 * A lesson that uses everything that lessons use. The code that Deno compiles for it is in the template, for all
 * lessons.
 * @module
 */
import { lossCurve } from "downhill";

/** Vega draws it. */
export const picture = () => lossCurve([8, 4, 2, 1], { title: "Practice", description: "A loss that halves" });
