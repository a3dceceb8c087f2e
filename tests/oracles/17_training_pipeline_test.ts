import { assertClose } from "downhill/testing";
import { walk } from "./17_training_pipeline.ts";

/** In PyTorch: xs = torch.tensor([-1., 0., 1., 2.]); ys = torch.tensor([-1., 1.5, 3., 5.]) */
const POINTS = { xs: [-1, 0, 1, 2], ys: [-1, 1.5, 3, 5] };

/**
 * Two epochs with batches of 3. In PyTorch, in float64:
 *
 *     line = torch.tensor([1., -1.], requires_grad=True); optimizer = torch.optim.Adam([line], lr=0.2)
 *     for epoch in range(2):
 *         for batch in ([0, 1, 2], [3]):
 *             said = line[0] * xs[batch] + line[1]
 *             optimizer.zero_grad(); F.mse_loss(said, ys[batch]).backward(); optimizer.step()
 *         print(F.mse_loss(line[0] * xs + line[1], ys).item())
 *     print(line.tolist())
 */
const RUN = { epochs: 2, batchSize: 3, learningRate: 0.2 };

const AS_PYTORCH = { relative: 1e-12 };

Deno.test("walk() trains a line as PyTorch does", () => {
  const { losses, theta } = walk(POINTS, RUN);
  assertClose(losses, [4.666865664560289, 2.462753515155029], AS_PYTORCH);
  assertClose(theta, [1.6491298776826284, -0.21806748313484983], AS_PYTORCH);
});

Deno.test("walk() makes the requested mistakes", () => {
  // optimizer = torch.optim.SGD([line], lr=0.2)
  assertClose(walk(POINTS, { ...RUN, isSgd: true }).losses, [2.689122222222222, 1.8854539871604925], AS_PYTORCH);
  // F.mse_loss(said[:, None], ys[batch])
  assertClose(walk(POINTS, { ...RUN, broadcasts: true }).losses, [6.443089518148787, 3.943692657578126], AS_PYTORCH);
  // the optimizer is made at the beginning of each epoch
  assertClose(
    walk(POINTS, { ...RUN, forgotten: () => "optimizer" }).losses,
    [4.666865664560289, 2.2604331164509945],
    AS_PYTORCH,
  );
  // the line starts again in the second epoch: if the optimizer is also new, both epochs end at the same loss
  const [first, second] = walk(POINTS, { ...RUN, isSgd: true, forgotten: () => "model" }).losses;
  assertClose(second, first, AS_PYTORCH);
});

Deno.test("walk() can forget the averages in each step, and leave out a parameter", () => {
  // Adam's first step is as long as the learning rate, and both derivatives of the loss are negative for each batch
  assertClose(walk(POINTS, { ...RUN, epochs: 1, isNewInEachStep: true }).theta, [1.4, -0.6], { relative: 1e-7 });
  assertClose(walk(POINTS, { ...RUN, missing: 0 }).theta[0], 1);
  assertClose(walk(POINTS, { ...RUN, missing: 1 }).theta[1], -1);
});

Deno.test("walk() keeps the requested losses", () => {
  const noted = (noted: "before" | "last batch" | "mean of batches") =>
    walk(POINTS, { ...RUN, epochs: 1, noted }).losses;
  // F.mse_loss(xs - 1, ys)
  assertClose(noted("before"), [8.0625], AS_PYTORCH);
  // the loss of batch [3] after the step on the first batch, which leads to the line 1.2 · x − 0.8
  assertClose(noted("last batch"), [3.4 ** 2], { relative: 1e-7 });
  // the mean of this loss and F.mse_loss(xs[:3] - 1, ys[:3]), the one before that step
  assertClose(noted("mean of batches"), [(16.25 / 3 + 3.4 ** 2) / 2], { relative: 1e-7 });
});
