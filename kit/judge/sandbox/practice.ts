/**
 * A lesson that needs the same modules as all lessons. Deno compiles them for it, and the template keeps the compiled
 * code for all lessons.
 * @module
 */
import { lossCurve } from "downhill";

/** A small picture that needs Vega. */
export const picture = () => lossCurve([8, 4, 2, 1], { title: "Practice", description: "A loss that halves" });
