/**
 * Wrong answers to lesson 20.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("20_fashion_mnist", [
  { name: "counts one too many", replace: ".length;", by: ".length + 1;", refusedBy: "20-part" },
  { name: "sums instead of averaging", replace: ".mean());", by: ".sum());", refusedBy: "20-mean" },
]);
