/**
 * @module
 */
import { gpuProblem } from "../../learn/device/gpu_problem.ts";
import { MAX_MESSAGE } from "./failure_of.ts";
import type { Failure } from "./messages.ts";

const { setTimeout: later } = globalThis; // so that a lesson that replaces it cannot make us wait

/** The failure on the GPU so far, which is reported with the next events; undefined if there is none. */
export async function gpuFailure(): Promise<Failure | undefined> {
  await new Promise((resolve) => later(resolve, 0));
  const problem = gpuProblem();
  return problem ? { reason: "gpu", message: problem.slice(0, MAX_MESSAGE), location: null } : undefined;
}
