/**
 * Finds the known mistake that has the same results as a run. The learner's code does not run again for this, and the
 * points do not change.
 * @module
 */
import { failsTheSame, matching } from "./match.ts";
import { type Answer, type Sketch, sketchOf } from "./sketch.ts";
import { type Entry, readStore, storeOf } from "./store.ts";

/** A mistake whose results are the same as the learner's. */
export interface Diagnosis {
  /** The name of the mutant, which says what its code does; "or" joins the names of mutants with the same results. */
  mutant: string;
  /** The question for the learner. */
  text: string;
}

/** Collects the evidence of one run, check by check, and compares it with the stored mistakes. */
export class Symptoms {
  /** The evidence of the checks that failed, and with `all` also of those that passed. */
  readonly sketches: Map<string, readonly Sketch[]> = new Map();
  readonly #file: URL | null;
  readonly #all: boolean;
  readonly #failed: Map<string, readonly Sketch[]> = new Map();
  readonly #asked: Set<string> = new Set();
  /** The mistakes that have had the same results so far; undefined until a check has failed. */
  #entries: readonly Entry[] | undefined;

  /**
   * @param tests The file of the lesson's checks; its diagnoses are stored next to it. Null if no diagnoses belong to
   *   this run.
   * @param options With `all`, `sketches` also keeps the evidence of checks that pass; false by default.
   */
  constructor(tests: URL | null, { all = false }: { all?: boolean } = {}) {
    this.#file = tests && storeOf(tests);
    this.#all = all;
  }

  /** Notes the verdict on a check that has run. */
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
   * Returns no entries if the file is missing or cannot be read, because no verdict depends on it. `deno task verify`
   * reports such a file.
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
  if (names.length === 1) return `These are the results of code that ${names[0]}: does your code do that?`;
  const [last, ...others] = names.map((name) => `of code that ${name}`).reverse();
  return `These are the results ${others.reverse().join(", ")}, or ${last}: does your code do one of these things?`;
}
