/**
 * Everything that a lesson may import: pictures, random numbers, data, models, and `todo`, which marks an unfinished
 * part.
 * @module
 */
export { todo } from "./kit/judge/run/todo.ts";
export type { Objective, Trace } from "./kit/base/lesson_types.ts";
export type { Scalar, Tensor, Tensor1D, Variable } from "./kit/learn/tensor_types.ts";
export { normal, type RandomNumber } from "./kit/learn/data/normal.ts";
export { RandomState } from "./kit/learn/data/random_state.ts";
export { linspace } from "./kit/learn/data/linspace.ts";
export { cubic, noisyCubic, type Points } from "./kit/learn/data/noisy_cubic.ts";
export type { Dataset, Field, NumberList } from "./kit/learn/data/dataset.ts";
export { type Batch, DataLoader, type DataLoaderOptions } from "./kit/learn/data/data_loader.ts";
export { FashionMNIST } from "./kit/learn/data/fashion_mnist.ts";
export { FASHION_MNIST_CLASSES, type FashionMNISTSize } from "./kit/learn/data/fashion_mnist_files.ts";
export { Module } from "./kit/learn/nn/module.ts";
export { Parameter } from "./kit/learn/nn/parameter.ts";
export { Optimizer, type OptimizerOptions, type OptimizerUpdate } from "./kit/learn/nn/optimizer.ts";
export { SGD, type SGDOptions } from "./kit/learn/nn/sgd.ts";
export { RMSprop, type RMSpropOptions } from "./kit/learn/nn/rmsprop.ts";
export { Adam, type AdamOptions, AdamW } from "./kit/learn/nn/adam.ts";
export { encodeTensors } from "./kit/learn/nn/safetensors_encode.ts";
export { decodeTensors } from "./kit/learn/nn/safetensors_decode.ts";
export { loadTensors, saveTensors } from "./kit/learn/nn/tensor_files.ts";
export { useDevice } from "./kit/learn/device/use_device.ts";
export { measuredDevices } from "./kit/learn/measure/measured_devices.ts";
export type { MeasuredDevice } from "./kit/learn/measure/device_table.ts";
export type { StepName } from "./kit/base/devices.ts";
export type { DeviceName } from "./kit/base/devices.ts";
export type { Device } from "./kit/base/devices.ts";
export type { Picture, Sparkline } from "./kit/learn/plot/parts/picture.ts";
export { lossCurve } from "./kit/learn/plot/builders/loss_curve.ts";
export { type CurveOptions, lossCurves } from "./kit/learn/plot/builders/loss_curves.ts";
export { walkOnCurve, type WalkOptions } from "./kit/learn/plot/builders/walk_on_curve.ts";
export { type ContourOptions, walksOnContours } from "./kit/learn/plot/builders/walks_on_contours.ts";
export { type Curve, fitCurve, type FitOptions } from "./kit/learn/plot/builders/fit_curve.ts";
export { sumOfParts, type SumOptions } from "./kit/learn/plot/builders/sum_of_parts.ts";
export {
  type DiagramOptions,
  moduleDiagram,
  type ModuleStep,
  type ShapedPart,
} from "./kit/learn/plot/builders/module_diagram.ts";
export { type BatchOptions, batchRows } from "./kit/learn/plot/builders/batch_rows.ts";
export { timesBySize, type TimesOptions } from "./kit/learn/plot/builders/times_by_size.ts";
export { type Dots, type DotsOptions, namedDots } from "./kit/learn/plot/builders/named_dots.ts";
export { imageSheet, type SheetOptions } from "./kit/learn/plot/builders/image_sheet.ts";
export { confusionMatrix, type ConfusionOptions } from "./kit/learn/plot/builders/confusion_matrix.ts";
export { spread, type SpreadOptions } from "./kit/learn/plot/builders/spread.ts";
export { slopeChart, type SlopeOptions } from "./kit/learn/plot/builders/slope_chart.ts";
export { differenceCurve } from "./kit/learn/plot/builders/difference_curve.ts";
export { sideBySide, stacked } from "./kit/learn/plot/builders/side_by_side.ts";
export { sparkline } from "./kit/learn/plot/parts/sparkline.ts";
export { show } from "./kit/learn/plot/builders/show.ts";
export { showProgress } from "./kit/learn/training/show_progress.ts";
export type { Stateful, StepCount, TrainingProgress } from "./kit/learn/training/training.ts";
