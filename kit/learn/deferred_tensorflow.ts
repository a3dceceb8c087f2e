/**
 * The only file with `import defer`, which an old Deno cannot read: `tensorflow.ts` checks the version before it
 * imports this file.
 * @module
 */

// @ts-ignore: the compiler of an old Deno does not know this syntax, and would complain before we can
import defer * as tf from "@tensorflow/tfjs";
export { tf };
