/**
 * The course as data: which lessons there are, in which order, and what each is about.
 * @module
 */

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
  /** What one can say after having solved it, in a sentence. */
  learned: string;
}

/** All lessons, in their order; each needs what the ones before it taught. */
export const syllabus: readonly LessonEntry[] = [
  {
    id: "01_library_minimizer",
    title: "A minimum in one line",
    part: "I",
    device: null,
    learned: "A library finds a minimum in one line, and what it costs is counted in evaluations of f.",
  },
  {
    id: "02_random_search",
    title: "Random search",
    part: "I",
    device: null,
    learned: "Trying at random and keeping what is better already goes downhill, without any knowledge of f.",
  },
  {
    id: "03_exhaustive_search",
    title: "Exhaustive search",
    part: "I",
    device: null,
    learned: "A search with a fixed step gets as near as its step allows, and stops there.",
  },
  {
    id: "04_gradient_descent",
    title: "Gradient descent by hand",
    part: "I",
    device: null,
    learned: "The derivative says which way is down and how far to go: no try is wasted.",
  },
  {
    id: "05_autodiff",
    title: "Gradients without a formula",
    part: "I",
    device: "cpu",
    learned: "Automatic differentiation gives the same gradient as the formula, and needs no formula.",
  },
  {
    id: "06_optimizer",
    title: "Leave the step to an optimizer",
    part: "I",
    device: "cpu",
    learned: "An optimizer takes the loss and the variables, and does gradient, step and clearing up in one call.",
  },
  {
    id: "07_random_search_5d",
    title: "Random search in five dimensions",
    part: "I",
    device: null,
    learned: "The same search works in any dimension, but a random direction is seldom a good one.",
  },
  {
    id: "08_gradient_descent_5d",
    title: "Gradient descent in five dimensions",
    part: "I",
    device: "cpu",
    learned: "One gradient tells all coordinates at once where to go: the more dimensions, the more that is worth.",
  },
  {
    id: "09_data",
    title: "Eighty points with noise",
    part: "II",
    device: null,
    learned: "Data is a law plus noise; from the same seed, asked in the same order, come the same points.",
  },
  {
    id: "10_linear_regression",
    title: "The best straight line",
    part: "II",
    device: "cpu",
    learned: "To learn from data is to walk down its loss: the parameters move, the points stay.",
  },
];
