/**
 * What wasm may say instead of the cpu's result.
 * @module
 */

/** Our messages for what the cpu computes and wasm does not, with the reasons. Each says what to write instead. */
const REFUSALS: readonly { sentence: RegExp; why: string }[] = [
  {
    sentence:
      /^\w+ was given complex numbers, which wasm cannot compute with: take tf\.real\(x\) and tf\.imag\(x\), or/,
    why: "TF.js's kernels on wasm would take them for float32 without a word",
  },
  {
    sentence: /^Convolutions on wasm need the data format NHWC\.$/,
    why: "TF.js has them in no other format on wasm",
  },
];

/** Messages for what the cpu refuses, too, but with an unhelpful message, or the same one in another order. */
const OTHER_WORDS: readonly { sentence: RegExp; why: string }[] = [
  {
    sentence: /^(Real|Imag|ComplexAbs) was given \w+: pass complex numbers\.$/,
    why: "the cpu cannot read properties of undefined",
  },
  {
    sentence: /^new shape: .*old shape: .*\. New shape and old shape must have the same number of elements\.$/,
    why: "TF.js's Reshape says on wasm what it says on the cpu, in another order",
  },
];

/** Whether wasm may say this if the cpu computes a result, or refuses in its own words. */
export function isOurRefusal(message: string, isRefusedByCpu: boolean): boolean {
  return [...REFUSALS, ...isRefusedByCpu ? OTHER_WORDS : []].some(({ sentence }) => sentence.test(message));
}
