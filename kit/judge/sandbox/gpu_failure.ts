/**
 * @module
 */
import { gpuProblem } from "../../learn/device/gpu_problem.ts";
import { MAX_MESSAGE } from "./failure_of.ts";
import type { Failure } from "./messages.ts";

const { setTimeout: later } = globalThis; // a lesson that exchanges it must not be waited for

/** What went wrong on the GPU until now: that is told with the next events. Undefined if nothing did. */
export async function gpuFailure(): Promise<Failure | undefined> {
  await new Promise((resolve) => later(resolve, 0));
  const problem = gpuProblem();
  return problem ? { reason: "gpu", message: problem.slice(0, MAX_MESSAGE), location: null } : undefined;
}
