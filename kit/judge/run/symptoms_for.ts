/**
 * @module
 */
import { Symptoms } from "../diagnosis/symptoms.ts";
import type { Job } from "./job.ts";
import { DEFAULT_SEED } from "./seed.ts";

/**
 * Collects the symptoms of a run of a job. They are compared with known mistakes only if the run has the default seed
 * and the default data, because only the results of such runs are stored.
 */
export function symptomsFor({ tests, full }: Pick<Job, "tests" | "full">, seed: number): Symptoms {
  return new Symptoms(seed === DEFAULT_SEED && !full ? tests : null);
}
