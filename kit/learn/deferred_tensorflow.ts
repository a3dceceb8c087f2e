/**
 * The only file with `import defer`, which an old Deno cannot read: `tensorflow.ts` checks the version before it
 * imports this file.
 * @module
 */

// @ts-ignore: an old Deno's compiler does not support this syntax, and would report an error before we can
import defer * as tf from "@tensorflow/tfjs";
export { tf };
