/**
 * The one file with `import defer`, which an old Deno cannot read: `tensorflow.ts` imports it after it has looked.
 * @module
 */

// @ts-ignore: the compiler of an old Deno does not know it, and would speak before we can
import defer * as tf from "@tensorflow/tfjs";
export { tf };
