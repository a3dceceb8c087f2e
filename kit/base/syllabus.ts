/**
 * The types of `syllabus.ts`, the file that describes a course as data.
 * @module
 */
import type { DataSet } from "./data_set.ts";
import type { StepName } from "./devices.ts";

/** What applies to all lessons of a course. */
export interface Course {
  /** The name of the course, which is in the first line of a learner's `progress.txt`. */
  name: string;
  /** What `deno task verify` requires of every lesson. */
  rules: Rules;
  /**
   * The packages that lessons can be allowed to import, by name. Each package is loaded in the lesson's process before
   * its imports are restricted. Write `import()` with a string literal: any other `import()` would need a permission.
   */
  packages: Readonly<Record<string, () => Promise<unknown>>>;
  /** The data sets that lessons may use, by the names in their entries. */
  dataSets: Readonly<Record<string, DataSet>>;
}

/** What `deno task verify` requires of every lesson. */
export interface Rules {
  /** The largest number of lines in a brief, which must fit on a screen. */
  briefLines: number;
  /** The smallest number of checks. */
  checks: number;
  /** The exact number of hints of each check. */
  hints: number;
  /** The smallest number of mutants. */
  mutants: number;
  /** The smallest number of alternatives. */
  alternatives: number;
}

/** One lesson. */
export interface LessonEntry {
  /** The name of the lesson's files: "04_gradient_descent". */
  id: string;
  /** The title of the lesson, as in its brief: "Gradient descent by hand". */
  title: string;
  /** The part of the course, in Roman numerals. */
  part: string;
  /**
   * The device on which the lesson computes by default: "auto" if its matrices are large enough for a fast device,
   * "cpu" if they are not, null if it needs no TF.js.
   */
  device: "auto" | "cpu" | null;
  /**
   * The training step most like the lesson's own, among those that `deno task devices` measures. If there is a GPU, the
   * learner's command uses the device that is fastest at this step. Without a step, the lesson always computes on the
   * same device.
   */
  step?: StepName;
  /** The packages of the course that the lesson may import; none by default. */
  packages?: readonly string[];
  /**
   * Whether the lesson chooses devices itself, including the GPU. By default, a lesson can use the GPU only if TF.js is
   * started on the GPU.
   */
  usesGpu?: boolean;
  /** The name of the lesson's data set: the lesson's process may also read the files of this set. None by default. */
  data?: string;
  /**
   * What a reader of the page can change: numbers with sliders, and choices from lists. The lesson's `picture` gets them
   * as the fields of an object, and draws its usual picture without them. None by default.
   */
  knobs?: readonly Knob[];
  /** What a learner has learned by solving the lesson, in one sentence. */
  learned: string;
}

/** What a reader can change in a lesson's picture: a number, or a choice. */
export type Knob = NumberKnob | ChoiceKnob;

/** What the `picture` of a lesson gets: the number or the choice of each knob, by its name. */
export type KnobValues = Record<string, number | string>;

/** A number that changes a lesson's picture. */
export interface NumberKnob {
  /** The name of the field: "learningRate". */
  name: string;
  /** What it is, in the words of the brief: "learning rate". */
  label: string;
  /** The smallest value. It is above 0 if {@linkcode NumberKnob.isLog} is true. */
  from: number;
  /** The largest value. */
  to: number;
  /** Where the slider begins. */
  value: number;
  /** Whether equal distances on the slider are equal factors; false by default. */
  isLog?: boolean;
  /** Whether the value is a whole number, for example a seed; false by default. */
  isWhole?: boolean;
}

/** One of several words that changes a lesson's picture. */
export interface ChoiceKnob {
  /** The name of the field: "rule". */
  name: string;
  /** What it is, in the words of the brief: "rule". */
  label: string;
  /** The words, as the reader sees them and as the lesson gets them. */
  choices: readonly string[];
  /** The one that is chosen at first. */
  value: string;
}
