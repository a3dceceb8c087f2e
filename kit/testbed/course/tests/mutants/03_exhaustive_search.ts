/**
 * Wrong answers to lesson 03.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("03_exhaustive_search", [
  {
    name: "stays where it is",
    replace: "nelderMead(f, [...start]).x",
    by: "[...start]",
    refusedBy: "03-minimum",
  },
  { name: "knows only x²", replace: "nelderMead(f, [...start]).x", by: "[0]", refusedBy: "03-other" },
]);
