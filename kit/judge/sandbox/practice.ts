/**
 * A lesson that uses the modules that all lessons need. Deno compiles them for it, and the template contains the
 * compiled code for all lessons.
 * @module
 */
import { lossCurve } from "downhill";

/** A small picture that needs Vega. */
export const picture = () => lossCurve([8, 4, 2, 1], { title: "Practice", description: "A loss that halves" });
