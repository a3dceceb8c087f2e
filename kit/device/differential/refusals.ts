/**
 * What wasm may refuse although the cpu computes it, because it says what to write instead.
 * @module
 */

/** Our sentences, and why we say them. */
const REFUSALS: readonly { sentence: RegExp; why: string }[] = [
  {
    sentence:
      /^\w+ was given complex numbers, which wasm cannot compute with: take tf\.real\(x\) and tf\.imag\(x\), or/,
    why: "TF.js's kernels on wasm would take them for float32 without a word",
  },
];

/** Whether it is one of our sentences. */
export function isOurRefusal(message: string): boolean {
  return REFUSALS.some(({ sentence }) => sentence.test(message));
}
