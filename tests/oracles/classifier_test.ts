import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import {
  crossEntropy,
  denseLayer,
  imageAt,
  imagesOf,
  logSumExp,
  mlpLogits,
  pixelsOf,
  reluOf,
  shareRight,
  softmax,
  surprise,
} from "./classifier.ts";

/** For the second row, a careless softmax computes Infinity / Infinity. */
const LOGITS = [[1, 2, -1], [0, 500, 1000]];
const LABELS = [2, 1];

const AS_PYTORCH = { relative: 1e-12, absolute: 1e-15 };

Deno.test("reluOf() replaces numbers below 0 by 0", () => {
  assertEquals([...reluOf([-1, 0, 2])], [0, 0, 2]);
});

Deno.test("denseLayer() and mlpLogits() compute what PyTorch computes", () => {
  const x = [1, 0, -2, 0.5];
  const [w1, b1] = [[1, -1, 7, 7, 0.5, 2, -4, 2], [3, 0.25]]; // torch.tensor(…).reshape(4, 2)
  const [w2, b2] = [[1, 2, 3, -1, 0, 1], [0.5, -0.5, 0]]; // torch.tensor(…).reshape(2, 3)
  // x @ w1 + b1
  assertEquals([...denseLayer(x, w1, b1)], [1, -3.75]);
  // torch.relu(x @ w1 + b1) @ w2 + b2
  assertEquals(mlpLogits(x, [w1, b1, w2, b2]), [1.5, 1.5, 3]);
});

Deno.test("logSumExp() and softmax() agree with PyTorch's, however large the logits are", () => {
  // torch.logsumexp(logits, 1)
  assertClose(LOGITS.map(logSumExp), [2.349012216768186, 1000], AS_PYTORCH);
  // F.softmax(logits, 1)
  const probabilities = [0.25949646034241913, 0.7053845126982412, 0.03511902695933973, 0, 7.124576406741286e-218, 1];
  assertClose(LOGITS.flatMap(softmax), probabilities, AS_PYTORCH);
});

Deno.test("surprise() and crossEntropy() agree with PyTorch's", () => {
  // F.cross_entropy(logits, torch.tensor([2, 1]), reduction="none")
  assertClose(LOGITS.map((row, i) => surprise(row, LABELS[i])), [3.349012216768186, 500], AS_PYTORCH);
  // F.cross_entropy(logits, torch.tensor([2, 1]))
  assertClose(crossEntropy(LOGITS, LABELS), 251.6745061083841, AS_PYTORCH);
});

Deno.test("imagesOf() reads the subset that comes with the course, and pixelsOf() divides its bytes by 255", () => {
  const [train, test] = [imagesOf("train"), imagesOf("test")];
  assertEquals([train.labels.length, test.labels.length], [4000, 1000]);
  assertEquals(imageAt(test, 999).length, 784);
  assertEquals([...pixelsOf(Uint8Array.of(0, 51, 255))], [0, Math.fround(0.2), 1]);
});

Deno.test("shareRight() counts the images whose largest logit is that of their label", () => {
  const data = { images: Uint8Array.of(9, 0, 0, 9, 9, 1), labels: Uint8Array.of(0, 1, 1) };
  assertEquals([...imageAt(data, 1)], [0, 9]);
  assertEquals(shareRight(data, (bytes) => [...bytes]), 2 / 3);
});
