/**
 * Finds which known mistake has the same results as a run. The learner's code does not run again for this, and no
 * points change.
 * @module
 */
import { failsTheSame, matching } from "./match.ts";
import { type Answer, type Sketch, sketchOf } from "./sketch.ts";
import { type Entry, readStore, storeOf } from "./store.ts";

/** A mistake whose results are the same as the learner's. */
export interface Diagnosis {
  /** What the code of the mutant does; several, joined by "or", if their results are the same. */
  mutant: string;
  /** The question for the learner. */
  text: string;
}

/** Collects the evidence of one run, check by check. */
export class Symptoms {
  /** The evidence of the checks that failed, and with `all` that of the others, too. */
  readonly sketches: Map<string, readonly Sketch[]> = new Map();
  readonly #file: URL | null;
  readonly #all: boolean;
  readonly #failed: Map<string, readonly Sketch[]> = new Map();
  readonly #asked: Set<string> = new Set();
  /** The mistakes that have had the same results so far; undefined until a check has failed. */
  #entries: readonly Entry[] | undefined;

  /**
   * @param tests The lesson's checks, next to which its diagnoses are; null if these do not belong to this run.
   * @param options With `all`, the evidence of checks that pass is kept in `sketches`, too; false by default.
   */
  constructor(tests: URL | null, { all = false }: { all?: boolean } = {}) {
    this.#file = tests && storeOf(tests);
    this.#all = all;
  }

  /** Notes the verdict on a check that was asked. */
  add(id: string, isPassed: boolean, answers: readonly Answer[]): void {
    this.#asked.add(id);
    if (isPassed && !this.#all) return;
    const sketches = sketchOf(answers);
    this.sketches.set(id, sketches);
    if (!isPassed) this.#failed.set(id, sketches);
  }

  /** The mistake that has the same results in every check so far; null if there is none, or more than one. */
  diagnosis(): Diagnosis | null {
    if (this.#file === null || this.#failed.size === 0) return null;
    this.#entries ??= this.#read(this.#file);
    this.#entries = matching(this.#entries, this.#failed, this.#asked);
    const [entry, other] = this.#entries;
    return entry && !other ? { mutant: entry.names.join(" or "), text: questionAbout(entry.names) } : null;
  }

  /**
   * Returns none if there is no file, or if it cannot be read: the verdict does not depend on it. `verify` reports it.
   */
  #read(file: URL): readonly Entry[] {
    try {
      const isWanted = (checks: readonly string[]) => failsTheSame(checks, this.#failed, this.#asked);
      return readStore(Deno.readTextFileSync(file), isWanted).entries;
    } catch {
      return [];
    }
  }
}

/** The question for the learner. */
export function questionAbout(names: readonly string[]): string {
  if (names.length === 1) return `These are the results of code that ${names[0]}: is that so here?`;
  const [last, ...others] = names.map((name) => `of code that ${name}`).reverse();
  return `These are the results ${others.reverse().join(", ")}, or ${last}: is one of them so here?`;
}
