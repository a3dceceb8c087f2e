/**
 * The types of `syllabus.ts`, in which a course says what it consists of.
 * @module
 */
import type { DataSet } from "./data_set.ts";
import type { StepName } from "./devices.ts";

/** What holds for all lessons of a course. */
export interface Course {
  /** Its name, which is in the first line of a learner's `progress.txt`. */
  name: string;
  /** What `deno task verify` asks of every lesson. */
  rules: Rules;
  /**
   * The packages that a lesson may be allowed to import, by name. Each is loaded in the lesson's process before its
   * imports are restricted, by an `import()` of a literal: any other would need a permission.
   */
  packages: Readonly<Record<string, () => Promise<unknown>>>;
  /** The data sets that a lesson may be about, by the name that its entry gives. */
  dataSets: Readonly<Record<string, DataSet>>;
}

/** What `deno task verify` asks of every lesson. */
export interface Rules {
  /** The most lines of a brief, so that it fits on a screen. */
  briefLines: number;
  /** The fewest checks. */
  checks: number;
  /** How many hints each check has: exactly so many. */
  hints: number;
  /** The fewest mutants. */
  mutants: number;
  /** The fewest alternatives. */
  alternatives: number;
}

/** One lesson. */
export interface LessonEntry {
  /** The name of its files: "04_gradient_descent". */
  id: string;
  /** As its brief has it: "Gradient descent by hand". */
  title: string;
  /** The part of the course, in Roman numerals. */
  part: string;
  /**
   * Where it computes unless another device is asked for: "auto" for one whose matrices are worth a fast device, "cpu"
   * for one whose numbers are too few for that, null for one that needs no TF.js.
   */
  device: "auto" | "cpu" | null;
  /**
   * The training step that is most like its own, of those that `deno task devices` measures: where there is a GPU, the
   * learner's command takes the device that is fastest at it. By default the lesson computes where it always does.
   */
  step?: StepName;
  /** Packages that it may import, beside "downhill" and TF.js, of those of the course; by default none. */
  packages?: readonly string[];
  /** Whether it chooses devices itself, the GPU among them. By default it gets the GPU only as its device. */
  usesGpu?: boolean;
  /** The data set that it is about: its process may read those files, besides its own. By default there is none. */
  data?: string;
  /** What one can say after having solved it, in a sentence. */
  learned: string;
}
