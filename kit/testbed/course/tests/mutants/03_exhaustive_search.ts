/**
 * Wrong answers to lesson 03.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("03_exhaustive_search", [
  {
    name: "stays where it is",
    replace: "nelderMead(([x]) => f(x), [start]).x[0]",
    by: "start",
    refusedBy: "03-minimum",
  },
  { name: "knows only x²", replace: "nelderMead(([x]) => f(x), [start]).x[0]", by: "0", refusedBy: "03-other" },
]);
