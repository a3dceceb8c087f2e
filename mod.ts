/**
 * What a lesson may import: pictures, random numbers, data, and the word for what is still to do.
 * @module
 */
export { todo } from "./kit/run/todo.ts";
export type { Objective, Trace } from "./kit/lesson_types.ts";
export type { Scalar, Tensor, Tensor1D, Variable } from "./kit/tensor_types.ts";
export { normal, type RandomNumber } from "./kit/data/normal.ts";
export { RandomState } from "./kit/data/random_state.ts";
export { linspace } from "./kit/data/linspace.ts";
export { cubic, noisyCubic, type Points } from "./kit/data/noisy_cubic.ts";
export type { Dataset, Field, NumberList } from "./kit/data/dataset.ts";
export { type Batch, DataLoader, type DataLoaderOptions } from "./kit/data/data_loader.ts";
export { FashionMNIST } from "./kit/data/fashion_mnist.ts";
export { FASHION_MNIST_CLASSES, type FashionMNISTSize } from "./kit/data/fashion_mnist_files.ts";
export { Module } from "./kit/nn/module.ts";
export { Parameter } from "./kit/nn/parameter.ts";
export { Optimizer, type OptimizerOptions, type OptimizerUpdate } from "./kit/nn/optimizer.ts";
export { SGD, type SGDOptions } from "./kit/nn/sgd.ts";
export { RMSprop, type RMSpropOptions } from "./kit/nn/rmsprop.ts";
export { Adam, type AdamOptions, AdamW } from "./kit/nn/adam.ts";
export { encodeTensors } from "./kit/nn/safetensors_encode.ts";
export { decodeTensors } from "./kit/nn/safetensors_decode.ts";
export { loadTensors, saveTensors } from "./kit/nn/tensor_files.ts";
export { useDevice } from "./kit/device/use_device.ts";
export type { DeviceName } from "./kit/device/start.ts";
export type { Device } from "./kit/sandbox/messages.ts";
export type { Picture, Sparkline } from "./kit/plot/picture.ts";
export { lossCurve } from "./kit/plot/loss_curve.ts";
export { type CurveOptions, lossCurves } from "./kit/plot/loss_curves.ts";
export { walkOnCurve, type WalkOptions } from "./kit/plot/walk_on_curve.ts";
export { type ContourOptions, walksOnContours } from "./kit/plot/walks_on_contours.ts";
export { type Curve, fitCurve, type FitOptions } from "./kit/plot/fit_curve.ts";
export { sumOfParts, type SumOptions } from "./kit/plot/sum_of_parts.ts";
export { type DiagramOptions, moduleDiagram, type ModuleStep, type ShapedPart } from "./kit/plot/module_diagram.ts";
export { type BatchOptions, batchRows } from "./kit/plot/batch_rows.ts";
export { timesBySize, type TimesOptions } from "./kit/plot/times_by_size.ts";
export { type Dots, type DotsOptions, namedDots } from "./kit/plot/named_dots.ts";
export { imageSheet, type SheetOptions } from "./kit/plot/image_sheet.ts";
export { confusionMatrix, type ConfusionOptions } from "./kit/plot/confusion_matrix.ts";
export { spread, type SpreadOptions } from "./kit/plot/spread.ts";
export { slopeChart, type SlopeOptions } from "./kit/plot/slope_chart.ts";
export { differenceCurve } from "./kit/plot/difference_curve.ts";
export { sideBySide, stacked } from "./kit/plot/side_by_side.ts";
export { sparkline } from "./kit/plot/sparkline.ts";
export { show } from "./kit/plot/show.ts";
export { showProgress, type TrainingProgress } from "./kit/training/show_progress.ts";
export type { Stateful } from "./kit/training/reporter.ts";
