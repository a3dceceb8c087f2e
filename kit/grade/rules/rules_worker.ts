/**
 * The thread in which the rules of a course are imported. It receives the URL of the file, and sends what it exports.
 * @module
 */

/** What this module uses of a worker's global scope. */
const scope = globalThis as unknown as {
  onmessage: (event: { data: string }) => void;
  postMessage(message: { grading: unknown } | { problem: string }): void;
};

scope.onmessage = async ({ data }) => {
  try {
    const { grading } = await import(data);
    scope.postMessage({ grading }); // fails if something in it is not data, such as a function
  } catch (error) {
    scope.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
};
