/**
 * @module
 */
import { Symptoms } from "../diagnosis/symptoms.ts";
import type { Job } from "./job.ts";
import { DEFAULT_SEED } from "./seed.ts";

/**
 * Collects the symptoms of a run of `job`. They are compared with those of known mistakes only for the usual seed and
 * the usual data, because only those results are stored.
 */
export function symptomsFor({ tests, full }: Pick<Job, "tests" | "full">, seed: number): Symptoms {
  return new Symptoms(seed === DEFAULT_SEED && !full ? tests : null);
}
