/**
 * @module
 */

/**
 * TF.js's tests of the parts that we replace: kernels, gradients, the tape and the steps of optimizers. Run them after a
 * change of one of these parts. `deno task ci` runs some of them, `deno task ci --long` all of TF.js's tests.
 */
export const OURS: readonly string[] = [
  ...["engine", "gradients", "tape", "globals", "profiler", "kernel_registry", "variable", "tensor"],
  ...["sgd_optimizer", "adam_optimizer", "adamax_optimizer", "momentum_optimizer", "rmsprop_optimizer", "optimizer"],
  ...["clone", "concat", "expand_dims", "fill", "gather", "one_hot", "ones_like", "pad", "split", "squeeze", "stack"],
  ...["reverse", "reverse_1d", "reverse_2d", "reverse_3d", "reverse_4d"],
  ...["slice", "slice1d", "slice2d", "slice3d", "slice4d", "strided_slice"],
  ...["tile", "transpose", "unstack", "where", "zeros_like", "band_part"],
  ...["add", "sub", "arithmetic", "binary_ops", "clip_by_value", "equal", "greater", "greater_equal", "less"],
  ...["less_equal", "not_equal", "is_finite", "is_inf", "is_nan", "logical_and", "logical_not", "logical_or"],
  ...["exp", "log", "neg", "reciprocal", "relu", "relu6", "leaky_relu", "elu", "sigmoid", "sqrt", "square", "step"],
  ...["tanh", "all", "any", "max", "mean", "min", "moments", "norm", "prod", "sum", "cumsum", "unsorted_segment_sum"],
  ...["mat_mul", "confusion_matrix", "einsum", "fused_mat_mul", "fused_conv2d", "fused_depthwise_conv2d"],
  ...["conv1d", "conv2d", "conv2d_separable", "conv2d_transpose", "depthwise_conv2d"],
  ...["avg_pool", "max_pool", "identity_pool", "pool", "batchnorm"],
  ...["softmax", "log_softmax", "softmax_cross_entropy", "sigmoid_cross_entropy", "mean_squared_error"],
  ...["complex_ops", "fft", "ifft", "rfft", "irfft"],
];
