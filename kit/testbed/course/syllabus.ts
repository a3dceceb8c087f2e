/**
 * A small course, for tests of the kit: one lesson with a package, one with only numbers, one with tensors and images.
 * @module
 */
import type { Course, LessonEntry } from "../../base/syllabus.ts";
import { fashionMNIST } from "../../learn/data/fashion_mnist_set.ts";

/** What applies to all lessons. */
export const course: Course = {
  name: "A small course",
  rules: { briefLines: 40, checks: 2, hints: 3, mutants: 2, alternatives: 1 },
  packages: { fmin: () => import("fmin") },
  dataSets: { fashion_mnist: fashionMNIST },
};

/** All lessons, in their order. */
export const syllabus: readonly LessonEntry[] = [
  {
    id: "03_exhaustive_search",
    title: "A search",
    part: "I",
    device: null,
    packages: ["fmin"],
    learned: "A library finds a minimum in one line.",
  },
  {
    id: "04_gradient_descent",
    title: "Gradient descent by hand",
    part: "I",
    device: null,
    knobs: [
      { name: "learningRate", label: "learning rate", from: 0.001, to: 1.1, value: 0.01, isLog: true },
      { name: "axis", label: "axis", choices: ["logarithmic", "linear"], value: "logarithmic" },
    ],
    learned: "The derivative says which way is down.",
  },
  {
    id: "20_fashion_mnist",
    title: "Clothes, ten kinds",
    part: "IV",
    device: "auto",
    step: "784-128-10",
    usesGpu: true,
    data: "fashion_mnist",
    learned: "An image is a list of numbers.",
  },
];
