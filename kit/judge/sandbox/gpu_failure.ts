/**
 * @module
 */
import { gpuProblem } from "../../learn/device/gpu_problem.ts";
import { MAX_MESSAGE } from "./failure_of.ts";
import type { Failure } from "./messages.ts";

const { setTimeout: later } = globalThis; // a lesson that replaces setTimeout must not make us wait

/**
 * The failure of the GPU, or undefined. A failure is reported with the next events, so this function waits for them.
 */
export async function gpuFailure(): Promise<Failure | undefined> {
  await new Promise((resolve) => later(resolve, 0));
  const problem = gpuProblem();
  return problem ? { reason: "gpu", message: problem.slice(0, MAX_MESSAGE), location: null } : undefined;
}
