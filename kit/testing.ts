/**
 * Everything that a lesson's checks use. Nothing here loads a lesson: {@linkcode open} returns a handle on it,
 * `evaluate` calls it in its own process, and the assertions check the result.
 * @module
 */
export { type Check, check, type CheckContext, type CheckOptions } from "./judge/run/check.ts";
export { type Evidence, type Lesson, open, type Probe } from "./judge/run/open.ts";
export { assertClose, type CloseOptions, type Mistakes } from "./judge/assert/close.ts";
export { inCalls, inShape, itemName, itemsNamed, type ListName, type Name, picked } from "./judge/assert/item_name.ts";
export { assertLossBelow, assertNeverRises, type LossesOptions } from "./judge/assert/losses.ts";
export { requireStepLosses } from "./judge/assert/step_losses.ts";
export { type AnswerOptions, assertAnswer, assertTrueAnswer } from "./judge/assert/answer.ts";
export { assertNoTensorsLeft } from "./judge/assert/tensors.ts";
export { fail } from "./judge/assert/fail.ts";
export { requireTensor, type TensorOptions } from "./judge/assert/tensor.ts";
export { requireNumber, requireNumbers, requireWithin } from "./judge/assert/numbers.ts";
export { isList, requireList } from "./judge/assert/list.ts";
export { assertTexts, requireTexts } from "./judge/assert/texts.ts";
export { requireRecord } from "./judge/assert/record.ts";
export { requireChoice } from "./judge/assert/choice.ts";
export { describe, shapeText } from "./judge/assert/describe.ts";
export { withMinus } from "./base/minus.ts";
export { counted, countText } from "./learn/plot/parts/number_text.ts";
export type { Backend } from "./base/devices.ts";
export { type Mutant, mutants, type MutantTable } from "./base/mutants.ts";
export { Opaque, type TensorData, type TypedArray } from "./judge/sandbox/values.ts";
export { normal, type RandomNumber } from "./learn/data/normal.ts";
export { RandomState } from "./learn/data/random_state.ts";
export { linspace } from "./learn/data/linspace.ts";
export { cubic, noisyCubic, type Points } from "./learn/data/noisy_cubic.ts";
export type { DataSize, DataSource } from "./base/data_set.ts";
export { fashionMNISTSubset } from "./learn/data/find_fashion_mnist.ts";
export { type LabelledImages, readFashionMNIST } from "./learn/data/read_fashion_mnist.ts";
export { FASHION_MNIST_CLASSES, type FashionMNISTSize, type FileKey } from "./learn/data/fashion_mnist_files.ts";
