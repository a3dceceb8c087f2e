import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import {
  accuracyMistakes,
  countsOf,
  forward,
  forwardMistakes,
  itemMistakes,
  lossMistakes,
  rangeMistakes,
  rightShare,
  transposed,
  walk,
} from "./classifier_mistakes.ts";

const AS_PYTORCH = { relative: 1e-12, absolute: 1e-12 };

Deno.test("walk() trains like PyTorch, with a learning rate that falls to 0", () => {
  // images = torch.tensor([[0.2, 0.9, 1.], [0.7, 0.1, 1.], [0.5, 0.5, 1.], [1., 0.3, 1.]]) with a column for the bias
  // labels = torch.tensor([3, 0, 9, 3]); weights = torch.zeros(3, 10, requires_grad=True); losses = []
  // optimizer = torch.optim.Adam([weights], lr=0.1)
  // for epoch in range(2):
  //     order = numpy.random.RandomState(3 + epoch).permutation(4)
  //     for batch in (order[:3], order[3:]):
  //         optimizer.param_groups[0]["lr"] = 0.1 * (1 - len(losses) / 4)
  //         loss = F.cross_entropy(images[batch] @ weights, labels[batch]); losses.append(loss.item())
  //         optimizer.zero_grad(); loss.backward(); optimizer.step()
  const { losses, weights } = walk({
    images: [[0.2, 0.9], [0.7, 0.1], [0.5, 0.5], [1, 0.3]],
    labels: [3, 0, 9, 3],
    epochs: 2,
    batchSize: 3,
    learningRate: 0.1,
    seed: 3,
  });
  assertClose(losses, [2.302585092994046, 2.3833982858330693, 1.8456561937133422, 2.131529401547379], AS_PYTORCH);
  // weights.flatten()[[0, 3, 9, 10, 13, 20, 29]].tolist()
  const some = [0, 3, 9, 10, 13, 20, 29].map((i) => weights[i]);
  assertClose(some, [
    ...[0.16694910276287256, 0.18539093971422563, -0.015859137343010206, -0.22689482958009863],
    ...[0.18703510494823167, 0.14868464164660194, -0.01175402460333579],
  ], AS_PYTORCH);
});

Deno.test("forwardMistakes() computes what PyTorch computes with the same mistakes", () => {
  const xs = [[1, 0, -2, 0.5]];
  // w1, b1, w2 and b2 in PyTorch: w1 = torch.tensor(…).reshape(4, 2), w2 = torch.tensor(…).reshape(2, 3)
  const weights = [[1, -1, 7, 7, 0.5, 2, -4, 2], [3, 0.25], [1, 2, 3, -1, 0, 1], [0.5, -2.5, 0]];
  // torch.relu(x @ w1 + b1) @ w2 + b2
  assertEquals(forward(xs, weights), [1.5, -0.5, 3]);
  const mistakes = Object.values(forwardMistakes(xs, weights));
  const expected = [
    [5.25, -0.5, -0.75], // (x @ w1 + b1) @ w2 + b2
    [1.5, 0, 3], // torch.relu(torch.relu(x @ w1 + b1) @ w2 + b2)
    [0.17803020550615906, 0.0240937682868484, 0.7978760262069926], // F.softmax(torch.relu(x @ w1 + b1) @ w2 + b2, 0)
    [0.5, -2.5, 0], // torch.relu(x @ w1) @ w2 + b2
    [1, 2, 3], // torch.relu(x @ w1 + b1) @ w2
    [1.2080812087199793, -1.0378828427399902, 2.2161531058000405], // torch.sigmoid(x @ w1 + b1) @ w2 + b2
    [2.260488598681918, -0.9768116880884703, 1.2858880251411418], // torch.tanh(x @ w1 + b1) @ w2 + b2
    [3.25, 3.5, 9.25], // (torch.relu(x @ w1) + b1) @ w2 + b2
    [3.257843137254902, 3.484313725490196, 9.21078431372549], // torch.relu(x / 255 @ w1 + b1) @ w2 + b2
    [1, 1, 1], // F.softmax(torch.relu(x @ w1 + b1) @ w2 + b2, 0), with an axis for the only image
  ];
  mistakes.forEach((came, i) => assertClose(came, expected[i], AS_PYTORCH));
});

Deno.test("lossMistakes() computes what PyTorch computes with the same mistakes", () => {
  const mistakes = lossMistakes([[1, 2, -1], [0, 500, 1000]], [2, 1]);
  const found = (word: string) => mistakes[Object.keys(mistakes).find((name) => name.includes(word))!];
  // labels = torch.tensor([2, 1]); F.cross_entropy(logits, labels, reduction="sum")
  assertClose(found("sum"), 503.3490122167682, AS_PYTORCH);
  // F.cross_entropy(F.softmax(logits, 1), labels)
  assertClose(found("twice"), 1.494014000159916, AS_PYTORCH);
  // F.mse_loss(F.softmax(logits, 1), F.one_hot(labels, 3).double())
  assertClose(found("squared"), 0.5826501693034452, AS_PYTORCH);
});

Deno.test("counts, shares and transposed matrices agree with their definitions", () => {
  assertEquals(countsOf({ labels: [3, 0, 3] }), [1, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
  const matrix = [[3, 1], [2, 4]];
  assertEquals(transposed(matrix), [[3, 2], [1, 4]]);
  // sklearn's confusion_matrix has the same rows and columns; its accuracy_score is trace / sum
  assertEquals(rightShare(matrix), 0.7);
  assertEquals(Object.values(accuracyMistakes(matrix)), [
    ...[70, 1 - 0.7, 7, (3 / 4 + 4 / 6) / 2, (3 / 5 + 4 / 5) / 2, 0.007, 7 / 3, 0.7, 0.7, 0.7],
  ]);
});

Deno.test("an item with a mistake has other bytes or other numbers", () => {
  const images = Uint8Array.from({ length: 2 * 784 }, (_, i) => i < 784 ? 51 : 102);
  const mistakes = itemMistakes(images, 1);
  const found = (word: string) => mistakes[Object.keys(mistakes).find((name) => name.includes(word))!].slice(-2);
  assertEquals(found("bytes themselves"), [102, 102]);
  assertEquals(found("divided by 256"), [102 / 256, 102 / 256]);
  assertEquals(found("the wrong byte"), [0.2, 0.4]);
  assertEquals(found("image 0"), [0.2, 0.2]);
  assertEquals(found("from −1 to 1"), [2 * 0.4 - 1, 2 * 0.4 - 1]);
});

Deno.test("rangeMistakes() returns the lowest and the highest number that each mistake finds", () => {
  const mistakes = rangeMistakes([[0.9, 0.5, 0.4], [0.6, 0.7, 0.1]]);
  const found = (word: string) => mistakes[Object.keys(mistakes).find((name) => name.includes(word))!];
  assertEquals(found("lowest and highest are swapped"), [0.9, 0.1]);
  assertEquals(found("only the first pixel"), [0.6, 0.9]);
  // if (pixel < lowest) …; else if (pixel > highest) …: 0.9 becomes only the lowest number
  assertEquals(found("the first pixel is both"), [0.1, 0.7]);
});
