/**
 * A lesson that needs everything that lessons need: what Deno compiles for it, it need not compile for others.
 * @module
 */
import "fmin";
import { lossCurve } from "downhill";

/** Vega draws it. */
export const picture = () => lossCurve([8, 4, 2, 1], { title: "Practice", description: "A loss that halves" });
