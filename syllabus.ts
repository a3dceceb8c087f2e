/**
 * The course as data: its name, its lessons in order, the rules for its authors, and what its lessons may use. Another
 * course has its own version of this file and of the folders `lessons/`, `solutions/` and `tests/`, but uses the same
 * kit.
 * @module
 */
import type { Course, LessonEntry } from "./kit/base/syllabus.ts";
import { fashionMNIST } from "./kit/learn/data/fashion_mnist_set.ts";

/** What applies to all lessons. */
export const course: Course = {
  name: "Downhill",
  rules: { briefLines: 40, checks: 5, hints: 3, mutants: 5, alternatives: 2 },
  packages: { fmin: () => import("fmin") },
  dataSets: { fashion_mnist: fashionMNIST },
};

/** All lessons, in order; each lesson builds on the earlier ones. */
export const syllabus: readonly LessonEntry[] = [
  {
    id: "01_library_minimizer",
    title: "A minimum in one line",
    part: "I",
    device: null,
    packages: ["fmin"],
    learned: "A library finds a minimum in one line; its cost is counted in evaluations of f.",
  },
  {
    id: "02_random_search",
    title: "Random search",
    part: "I",
    device: null,
    knobs: [
      { name: "stdDev", label: "standard deviation", from: 0.0001, to: 10, value: 0.01, isLog: true },
      { name: "seed", label: "seed", from: 0, to: 100, value: 42, isWhole: true },
    ],
    learned: "Trying random points and keeping the better one leads downhill, even if you know nothing about f.",
  },
  {
    id: "03_exhaustive_search",
    title: "Exhaustive search",
    part: "I",
    device: null,
    knobs: [{ name: "step", label: "step", from: 0.0005, to: 1, value: 0.01, isLog: true }],
    learned: "A search with a fixed step gets as close as its step allows, and stops there.",
  },
  {
    id: "04_gradient_descent",
    title: "Gradient descent by hand",
    part: "I",
    device: null,
    knobs: [
      { name: "learningRate", label: "learning rate of both", from: 0.001, to: 1.1, value: 0.1, isLog: true },
    ],
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
    learned:
      "An optimizer takes the loss and the variables: one call computes the gradient, takes the step and frees memory.",
  },
  {
    id: "07_random_search_5d",
    title: "Random search in five dimensions",
    part: "I",
    device: null,
    knobs: [
      { name: "stdDev", label: "standard deviation", from: 0.0001, to: 10, value: 0.01, isLog: true },
      { name: "seed", label: "seed", from: 0, to: 100, value: 42, isWhole: true },
    ],
    learned: "The same search works in any dimension, but a random direction is seldom a good one.",
  },
  {
    id: "08_gradient_descent_5d",
    title: "Gradient descent in five dimensions",
    part: "I",
    device: "cpu",
    learned:
      "One gradient gives the direction for all coordinates at once: the more dimensions, the more useful it is.",
  },
  {
    id: "09_data",
    title: "Eighty points with noise",
    part: "II",
    device: null,
    knobs: [{ name: "seed", label: "seed", from: 0, to: 100, value: 42, isWhole: true }],
    learned: "Data is a law plus noise; the same seed, used in the same order, gives the same points.",
  },
  {
    id: "10_linear_regression",
    title: "The best straight line",
    part: "II",
    device: "cpu",
    learned: "Learning from data means walking down the loss: the parameters move, the points stay.",
  },
  {
    id: "11_library_mlp",
    title: "A network in a few lines",
    part: "III",
    device: "auto",
    step: "small MLP",
    learned:
      "A library trains a network in a few lines; a rule decides when to stop, and a large learning rate can fool it.",
  },
  {
    id: "12_mlp_forward",
    title: "A network by hand: forward",
    part: "III",
    device: "auto",
    step: "small MLP",
    learned: "A network is two matrix products with a bend between them; its shapes show whether it is right.",
  },
  {
    id: "13_mlp_training",
    title: "A network by hand: training",
    part: "III",
    device: "auto",
    step: "small MLP",
    learned: "The loop that fitted a line fits a network; where it ends depends on where it began.",
  },
  {
    id: "14_module",
    title: "A model that knows its parameters",
    part: "III",
    device: "auto",
    step: "small MLP",
    learned: "A module holds its parameters, so that optimizers, files and devices can find them.",
  },
  {
    id: "15_dataset",
    title: "A data set, batch by batch",
    part: "III",
    device: "auto",
    step: "small MLP",
    learned: "A data set needs a length and items; the loader takes care of batches, order and memory.",
  },
  {
    id: "16_device",
    title: "Where the numbers are computed",
    part: "III",
    device: "auto",
    usesGpu: true,
    learned:
      "The same product gives the same numbers on every device, and which device is fastest depends on the size.",
  },
  {
    id: "17_training_pipeline",
    title: "The whole pipeline",
    part: "III",
    device: "auto",
    step: "small MLP",
    learned: "Model, loader, optimizer, device, checkpoint: with these five, every network is trained the same way.",
  },
  {
    id: "18_overfitting",
    title: "Learning by heart",
    part: "IV",
    device: "auto",
    step: "small MLP",
    learned:
      "A network is judged by points that it has never seen; when their loss rises, it has begun to learn noise.",
  },
  {
    id: "19_optimizers",
    title: "Optimizers by hand",
    part: "IV",
    device: "cpu",
    knobs: [
      { name: "rule", label: "rule", choices: ["all four", "SGD", "momentum", "RMSProp", "Adam"], value: "all four" },
      { name: "factor", label: "its learning rate ×", from: 0.1, to: 10, value: 1, isLog: true },
    ],
    learned:
      "Each optimizer is a rule of a few lines; which one is best depends on the landscape and on the learning rate.",
  },
  {
    id: "20_fashion_mnist",
    title: "Clothes, ten kinds",
    part: "IV",
    device: "auto",
    step: "784-128-10",
    data: "fashion_mnist",
    learned: "Images that a network has never seen show how good it is, and the matrix shows which kinds it confuses.",
  },
  {
    id: "21_convolutions",
    title: "Convolutions",
    part: "IV",
    device: "auto",
    step: "CNN",
    data: "fashion_mnist",
    learned:
      "A filter uses the same weights at every place; whether a CNN wins depends on what the comparison keeps equal.",
  },
  {
    id: "22_augmentation",
    title: "One photograph, many images",
    part: "IV",
    device: "auto",
    step: "784-128-10",
    data: "fashion_mnist",
    learned:
      "A network can learn which changes leave the label as it is; that helps if such changes also occur in the world.",
  },
];
