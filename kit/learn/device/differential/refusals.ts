/**
 * The errors that wasm may throw where the cpu has a result or a different error.
 * @module
 */

/**
 * Our messages for cases that the cpu computes and wasm does not, with the reasons. Each says what to write instead.
 */
const REFUSALS: readonly { sentence: RegExp; why: string }[] = [
  {
    sentence:
      /^\w+ was given complex numbers, which wasm cannot compute with: take tf\.real\(x\) and tf\.imag\(x\), or/,
    why: "TF.js's kernels on wasm would read them as float32 without an error",
  },
  {
    sentence: /^Convolutions on wasm need the data format NHWC\.$/,
    why: "TF.js supports no other format on wasm",
  },
];

/**
 * Messages for cases that the cpu also refuses, but with an unhelpful message, or with the same words in a different
 * order.
 */
const OTHER_WORDS: readonly { sentence: RegExp; why: string }[] = [
  {
    sentence: /^(Real|Imag|ComplexAbs) was given \w+: pass complex numbers\.$/,
    why: "the cpu's message only says that it cannot read properties of undefined",
  },
  {
    sentence: /^new shape: .*old shape: .*\. New shape and old shape must have the same number of elements\.$/,
    why: "TF.js's Reshape has the same words on wasm as on the cpu, in a different order",
  },
];

/** Whether wasm may throw this message where the cpu returns a result or throws a different message. */
export function isOurRefusal(message: string, isRefusedByCpu: boolean): boolean {
  return [...REFUSALS, ...isRefusedByCpu ? OTHER_WORDS : []].some(({ sentence }) => sentence.test(message));
}
