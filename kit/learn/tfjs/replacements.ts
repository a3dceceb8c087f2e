/**
 * Every part of TF.js that we replace, and why. The end of README.md is generated from this list, and
 * replacements_test.ts compares it with the parts that are actually replaced.
 * @module
 */

/** What is wrong with a part of TF.js. */
export type Reason = "missing in TF.js" | "slow in TF.js" | "wrong in TF.js";

/** The kind of a part. The name of a function is the expression with which a program reaches it. */
export type Kind = "kernel on wasm" | "kernel on cpu" | "gradient" | "function";

/** Parts of TF.js that are replaced, or added, for the same reason. */
export interface Replacement {
  kind: Kind;
  names: readonly string[];
  reason: Reason;
  /** One sentence. */
  why: string;
}

/** The kernels whose arguments are checked first, on the cpu and on wasm: see kernels/checks.ts. */
const CHECKED: Pick<Replacement, "names" | "reason" | "why">[] = [
  {
    names: [
      ...["All", "Any", "AvgPool", "AvgPoolGrad", "BatchMatMul", "Conv2D", "Conv2DBackpropFilter"],
      ...["Conv2DBackpropInput", "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropFilter"],
      ...["DepthwiseConv2dNativeBackpropInput", "FusedConv2D", "FusedDepthwiseConv2D", "Imag", "Max"],
      ...["MaxPool", "MaxPoolGrad", "MaxPoolWithArgmax", "Mean", "Min", "Prod", "Real"],
      ...["ResizeNearestNeighborGrad", "Slice", "Sum", "Transpose", "Unpack", "_FusedMatMul"],
    ],
    reason: "wrong in TF.js",
    why:
      "With wrong shapes or attributes, TF.js sometimes returns meaningless numbers; we throw an error that says why.",
  },
  {
    names: ["Cumprod", "Cumsum"],
    reason: "wrong in TF.js",
    why: "TF.js fails if the axis is negative, although other kernels accept negative axes.",
  },
];

/** The list. A name may appear twice: many kernels on wasm are slow, and also wrong for some inputs. */
export const REPLACEMENTS: readonly Replacement[] = [
  {
    kind: "kernel on wasm",
    names: ["SGDUpdate", "RMSPropUpdate", "AdamUpdate"],
    reason: "missing in TF.js",
    why: "Our kernel updates a parameter in one pass over memory; with TF.js's operations, this takes a dozen passes.",
  },
  {
    kind: "kernel on wasm",
    names: ["Conv2DBackpropFilter"],
    reason: "missing in TF.js",
    why: "Without the gradient for the filter, no convolution can be trained on wasm.",
  },
  {
    kind: "kernel on wasm",
    names: [
      ...["ReluGradient", "Scale", "SoftmaxCrossEntropy", "SoftmaxCrossEntropyGradient", "SquareGradient"],
    ],
    reason: "missing in TF.js",
    why: "Our kernels compute a loss or a gradient in one pass; TF.js needs several operations.",
  },
  {
    kind: "kernel on wasm",
    names: [
      ...["Complex", "ComplexAbs", "DepthwiseConv2dNativeBackpropFilter"],
      ...["DepthwiseConv2dNativeBackpropInput", "Draw", "Einsum", "FFT", "IFFT", "Imag", "RaggedGather"],
      ...["RaggedRange", "RaggedTensorToTensor", "Real", "StaticRegexReplace", "UnsortedSegmentSum"],
    ],
    reason: "missing in TF.js",
    why: "The wasm backend has no such kernel, so the cpu computes with a copy of the numbers.",
  },
  {
    kind: "kernel on wasm",
    names: ["BatchMatMul", "_FusedMatMul"],
    reason: "slow in TF.js",
    why: "In the gradient of a product, one factor is transposed, and TF.js reads it in a slow order.",
  },
  {
    kind: "kernel on wasm",
    names: ["Conv2D", "Conv2DBackpropInput"],
    reason: "slow in TF.js",
    why: "Written as a matrix product, the gradient for the image takes a twentieth of TF.js's time.",
  },
  {
    kind: "kernel on wasm",
    names: ["AvgPoolGrad", "MaxPool", "MaxPoolGrad"],
    reason: "slow in TF.js",
    why: "For the maxima, TF.js takes three times as long as we do; for the gradients, ten to a hundred times as long.",
  },
  {
    kind: "kernel on wasm",
    names: ["Mean", "Sum"],
    reason: "slow in TF.js",
    why:
      "To sum rows, TF.js first transposes the whole tensor; to sum all numbers, it takes four times as long as we do.",
  },
  {
    kind: "kernel on wasm",
    names: ["Add", "Multiply", "RealDiv", "Relu", "Square", "SquaredDifference", "Sub"],
    reason: "slow in TF.js",
    why: "For a small tensor, TF.js spends more time on the call itself than on the numbers.",
  },
  {
    kind: "kernel on wasm",
    names: ["Maximum", "Minimum"],
    reason: "slow in TF.js",
    why: "If a row or a number is repeated, TF.js takes more than ten times as long as we do.",
  },
  {
    kind: "kernel on wasm",
    names: ["GatherV2", "Slice", "SplitV"],
    reason: "slow in TF.js",
    why: "To take a batch out of a data set, TF.js copies the whole data set.",
  },
  {
    kind: "kernel on wasm",
    names: ["Pack", "Unpack"],
    reason: "slow in TF.js",
    why: "Along the first axis, we copy whole blocks, whereas TF.js calls several other kernels.",
  },
  {
    kind: "kernel on wasm",
    names: ["Identity"],
    reason: "slow in TF.js",
    why: "A copy can share the numbers of the original, because they never change; TF.js copies them.",
  },
  {
    kind: "kernel on wasm",
    names: ["AvgPool"],
    reason: "wrong in TF.js",
    why: "TF.js reads beyond the end of an image that is smaller than the window, and turns NaN into -Infinity.",
  },
  {
    kind: "kernel on wasm",
    names: ["Cast"],
    reason: "wrong in TF.js",
    why: "To convert to bool, TF.js keeps only the lowest byte: 256 becomes false, and so does 0.5.",
  },
  {
    kind: "kernel on wasm",
    names: ["OneHot"],
    reason: "wrong in TF.js",
    why: "TF.js writes the bits of whole numbers where float32 was requested: 1.4e-45 instead of 1.",
  },
  {
    kind: "kernel on wasm",
    names: ["FusedConv2D", "FusedDepthwiseConv2D"],
    reason: "wrong in TF.js",
    why: "For some strides and filters, TF.js returns zeros, and it lacks some activations; we call separate kernels.",
  },
  {
    kind: "kernel on wasm",
    names: ["Fill"],
    reason: "wrong in TF.js",
    why: "TF.js can fill a tensor with strings on the cpu, but not on wasm.",
  },
  {
    kind: "kernel on wasm",
    names: ["Reshape"],
    reason: "wrong in TF.js",
    why: "For some shapes that do not fit, TF.js throws a different error on wasm than on the cpu.",
  },
  {
    kind: "kernel on wasm",
    names: [
      ...["Abs", "Acos", "Acosh", "Add", "ArgMax", "ArgMin", "Asin", "Asinh", "Atan", "Atan2", "Atanh"],
      ...["Ceil", "Cosh", "Cumprod", "Cumsum", "Elu", "Equal", "Erf", "Exp", "Expm1", "FlipLeftRight"],
      ...["Floor", "FusedBatchNorm", "Greater", "GreaterEqual", "IsFinite", "IsInf", "IsNan", "LeakyRelu"],
      ...["Less", "LessEqual", "Log", "Log1p", "Max", "Mean", "Min", "Mod", "Multiply", "Neg", "NotEqual"],
      ...["PadV2", "Pow", "Prod", "RealDiv", "Reciprocal", "Reverse", "Round", "Rsqrt", "Selu", "Sigmoid"],
      ...["Sinh", "Softmax", "Softplus", "Sqrt", "SquaredDifference", "Step", "StridedSlice", "Sub", "Sum"],
      ...["Tanh", "Tile", "Transpose"],
    ],
    reason: "wrong in TF.js",
    why: "TF.js is correct only for the types at the end of this page. It misreads or refuses all others.",
  },
  {
    kind: "kernel on wasm",
    names: ["Concat", "OnesLike", "Pack", "Unique", "Unpack", "ZerosLike"],
    reason: "wrong in TF.js",
    why: "On wasm, TF.js does not recognize complex numbers and misreads them, so the cpu computes with them.",
  },
  {
    kind: "kernel on wasm",
    names: [
      ...["AvgPoolGrad", "BatchMatMul", "Conv2D", "Conv2DBackpropInput", "GatherV2", "MaxPool"],
      ...["MaxPoolGrad", "Maximum", "Minimum", "Relu", "Slice", "Square", "_FusedMatMul"],
    ],
    reason: "wrong in TF.js",
    why: "For types other than float32, and for empty tensors, TF.js gives wrong numbers or fails, so the cpu is used.",
  },
  {
    kind: "kernel on wasm",
    names: [
      ...["AddN", "All", "Any", "AvgPool3D", "AvgPool3DGrad", "BatchToSpaceND", "Bincount", "BitwiseAnd"],
      ...["BroadcastArgs", "ClipByValue", "Conv3D", "Conv3DBackpropFilterV2", "Conv3DBackpropInputV2", "Cos"],
      ...["CropAndResize", "DenseBincount", "DepthToSpace", "DepthwiseConv2dNative", "Diag", "Dilation2D"],
      ...["Dilation2DBackpropFilter", "Dilation2DBackpropInput", "EluGrad", "FloorDiv", "GatherNd", "LRN"],
      ...["LRNGrad", "LogicalAnd", "LogicalNot", "LogicalOr", "MaxPool3D", "MaxPool3DGrad"],
      ...["MaxPoolWithArgmax", "MirrorPad", "Multinomial", "NonMaxSuppressionV3", "NonMaxSuppressionV4"],
      ...["NonMaxSuppressionV5", "Prelu", "Relu6", "ResizeBilinear", "ResizeBilinearGrad"],
      ...["ResizeNearestNeighbor", "ResizeNearestNeighborGrad", "RotateWithOffset", "ScatterNd"],
      ...["SearchSorted", "Select", "Sign", "Sin", "SpaceToBatchND", "SparseFillEmptyRows", "SparseReshape"],
      ...["SparseSegmentMean", "SparseSegmentSum", "SparseToDense", "Tan", "TensorScatterUpdate", "TopK"],
      ...["Transform"],
    ],
    reason: "wrong in TF.js",
    why:
      "For some inputs, TF.js gives wrong numbers, reads past the end or overwrites other tensors, so the cpu is used.",
  },
  ...CHECKED.map((each): Replacement => ({ kind: "kernel on wasm", ...each })),
  {
    kind: "kernel on cpu",
    names: ["ReluGradient", "Scale", "SquareGradient"],
    reason: "missing in TF.js",
    why: "Each of these gradients is one kernel; TF.js needs several operations.",
  },
  {
    kind: "kernel on cpu",
    names: ["Cast"],
    reason: "wrong in TF.js",
    why: "TF.js changes only the name of the type; the numbers stay whole numbers, which another device then misreads.",
  },
  ...CHECKED.map((each): Replacement => ({ kind: "kernel on cpu", ...each })),
  {
    kind: "gradient",
    names: ["SoftmaxCrossEntropy"],
    reason: "missing in TF.js",
    why: "The kernel is ours, and so is its gradient.",
  },
  {
    kind: "gradient",
    names: ["Relu"],
    reason: "slow in TF.js",
    why: "For the gradient of a relu, TF.js keeps the input, although the result, which is kept anyway, is enough.",
  },
  {
    kind: "gradient",
    names: ["Cumsum"],
    reason: "wrong in TF.js",
    why: "Except along the last axis, TF.js transposes the gradient wrongly and fails.",
  },
  {
    kind: "function",
    names: ["tf.engine().runKernel", "tf.engine().endScope"],
    reason: "slow in TF.js",
    why: "Around every kernel, TF.js does work that only its own tests, profiler and debugger need.",
  },
  {
    kind: "function",
    names: ["tf.engine().gradients", "tf.engine().addTapeNode", "tf.engine().saveTensorsForBackwardMode"],
    reason: "slow in TF.js",
    why: "TF.js computes gradients with its public operations, which check arguments, open scopes and record too much.",
  },
  {
    kind: "function",
    names: ["tf.engine().addTapeNode", "tf.engine().saveTensorsForBackwardMode"],
    reason: "wrong in TF.js",
    why: "If an input is left out, such as the scale of tf.batchNorm, TF.js cannot compute the gradient.",
  },
  {
    kind: "function",
    names: ["tf.losses.softmaxCrossEntropy"],
    reason: "slow in TF.js",
    why: "TF.js computes the loss and its gradient with several operations.",
  },
  {
    kind: "function",
    names: ["tf.SGDOptimizer.prototype.applyGradients", "tf.AdamOptimizer.prototype.applyGradients"],
    reason: "slow in TF.js",
    why: "Our step calls one kernel for each parameter; TF.js's Adam calls a dozen.",
  },
  {
    kind: "function",
    names: ["tf.LayersModel.prototype.makeTrainFunction", "tf.LayersModel.prototype.fitLoop"],
    reason: "slow in TF.js",
    why: "TF.js sorts the layers and checks shapes in every step; we repeat the kernels of the first step.",
  },
  {
    kind: "function",
    names: ["tf.MathBackendCPU.prototype.move"],
    reason: "wrong in TF.js",
    why: "In TF.js, complex numbers that come from another device lose their real and imaginary parts.",
  },
  {
    kind: "function",
    names: ['tf.findBackend("wasm").simd', 'tf.findBackend("wasm").scratch'],
    reason: "missing in TF.js",
    why: "These two are our kernels in WebAssembly, and their scratch memory.",
  },
  {
    kind: "function",
    names: ['tf.findBackend("wasm").dataIdMap', 'tf.findBackend("wasm").write'],
    reason: "slow in TF.js",
    why: "TF.js looks up numbers in a map, which takes longer than a small kernel; our keys refer to them directly.",
  },
  {
    kind: "function",
    names: ["tf.engine().registryFactory.wasm.factory", 'tf.findBackend("wasm").wasm._malloc'],
    reason: "wrong in TF.js",
    why:
      "When no memory is left, TF.js continues with wrong numbers; our factory makes a backend that throws an error.",
  },
  {
    kind: "function",
    names: ['tf.findBackend("wasm").makeOutput'],
    reason: "wrong in TF.js",
    why: "TF.js accepts impossible lengths, and filling a tensor of such a length overwrites other tensors.",
  },
  {
    kind: "function",
    names: ['tf.findBackend("wasm").typedArrayFromHeap', 'tf.findBackend("wasm").readSync'],
    reason: "wrong in TF.js",
    why: "In TF.js, complex numbers can be written to wasm, but not read back.",
  },
  {
    kind: "function",
    names: [
      'tf.findBackend("wasm").move',
      'tf.findBackend("wasm").typedArrayFromHeap',
      'tf.findBackend("wasm").readSync',
    ],
    reason: "wrong in TF.js",
    why: "TF.js finds wasm's memory through a property that a lesson can change.",
  },
];
