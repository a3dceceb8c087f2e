export { product, productScratch } from "./product";
export { convolutionScratch, convolve, convolveToFilter, convolveToImage } from "./convolution";
export {
  averagePool,
  averagePoolGradient,
  maxPool,
  maxPoolGradient,
  maxPoolGradientOfQuarters,
  maxPoolOfQuarters,
} from "./pooling";
export { binary, columnSums, relu, scale, square, sum } from "./elementwise";
export { softmaxCrossEntropy, softmaxCrossEntropyGradient } from "./loss";
export { adam, rmsprop, sgd } from "./update";
