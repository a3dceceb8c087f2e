/**
 * Records errors on a GPU. WebGPU does not throw when it fails: it continues with meaningless numbers, and reports an
 * event.
 * @module
 */

let problem: string | undefined;

/** Starts to record the errors of `device`. */
export function listenToGpu(device: GPUDevice): void {
  const note = (message: string) => problem ??= message;
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault(); // otherwise Deno prints the error
    note((event as Event & { error: { message: string } }).error.message); // Deno's types do not include this event
  });
  device.lost.then(({ message, reason }) => note(message || `the device was ${reason}`));
}

/** The first error on a GPU of this process, or undefined. */
export function gpuProblem(): string | undefined {
  return problem;
}
