/**
 * @module
 */

let listener: (() => void) | null = null;

/** Calls `onTidy` at the beginning of each tf.tidy, until the returned function is called. */
export function watchTidy(onTidy: () => void): () => void {
  listener = onTidy;
  return () => listener = null;
}

/** Reports that a tf.tidy begins. */
export function beginTidy(): void {
  listener?.();
}
