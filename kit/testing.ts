/**
 * What a lesson's checks are made of. Nothing here loads a lesson: {@linkcode open} gives a handle on it, `evaluate`
 * asks it in its own process, and the assertions judge what comes back.
 * @module
 */
export { type Check, check, type CheckContext, type CheckOptions } from "./run/check.ts";
export { type Evidence, type Lesson, open, type Probe } from "./run/open.ts";
export { assertClose, type CloseOptions, type Mistakes } from "./assert/close.ts";
export { inCalls, inShape, itemName, itemsNamed, type ListName, type Name, picked } from "./assert/item_name.ts";
export { assertLossBelow, assertNeverRises, type LossesOptions } from "./assert/losses.ts";
export { type AnswerOptions, assertAnswer, assertTrueAnswer } from "./assert/answer.ts";
export { assertNoTensorsLeft } from "./assert/tensors.ts";
export { requireTensor, type TensorOptions } from "./assert/tensor.ts";
export { requireNumber, requireNumbers, requireWithin } from "./assert/numbers.ts";
export { requireList } from "./assert/list.ts";
export { assertTexts, requireTexts } from "./assert/texts.ts";
export { requireRecord } from "./assert/record.ts";
export { requireChoice } from "./assert/choice.ts";
export { describe, shapeText } from "./assert/describe.ts";
export { withMinus } from "./minus.ts";
export { counted, countText } from "./plot/number_text.ts";
export type { Backend } from "./device/backend.ts";
export { type Mutant, mutants, type MutantTable } from "./stubs/mutants.ts";
export { Opaque, type TensorData, type TypedArray } from "./sandbox/values.ts";
export { normal, type RandomNumber } from "./data/normal.ts";
export { RandomState } from "./data/random_state.ts";
export { linspace } from "./data/linspace.ts";
export { cubic, noisyCubic, type Points } from "./data/noisy_cubic.ts";
export { type FashionMNISTSource, fashionMNISTSubset } from "./data/find_fashion_mnist.ts";
export { type LabelledImages, readFashionMNIST } from "./data/read_fashion_mnist.ts";
export { FASHION_MNIST_CLASSES, type FashionMNISTSize, type FileKey } from "./data/fashion_mnist_files.ts";
