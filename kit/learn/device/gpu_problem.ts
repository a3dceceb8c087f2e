/**
 * What went wrong on a GPU. WebGPU throws nothing where it fails: it goes on with numbers that mean nothing, and tells
 * whoever listens.
 * @module
 */

let problem: string | undefined;

/** Listens to `device` from now on. */
export function listenToGpu(device: GPUDevice): void {
  const note = (message: string) => problem ??= message;
  device.addEventListener("uncapturederror", (event) => {
    event.preventDefault(); // or Deno would print it
    note((event as Event & { error: { message: string } }).error.message); // Deno has no type for it
  });
  device.lost.then(({ message, reason }) => note(message || `the device was ${reason}`));
}

/** The first thing that went wrong on a GPU of this process, or undefined. */
export function gpuProblem(): string | undefined {
  return problem;
}
