/**
 * @module
 */

let listener: (() => void) | null = null;

/** Calls `onTidy` at the start of each tf.tidy, until the returned function is called. */
export function watchTidy(onTidy: () => void): () => void {
  listener = onTidy;
  return () => listener = null;
}

/** Reports the start of a tf.tidy. */
export function beginTidy(): void {
  listener?.();
}
