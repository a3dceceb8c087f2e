import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import { adam, type Optimizer, sgd } from "./optimizers.ts";

/**
 * Takes three steps on θ₀² / 2 + 5 · θ₁² from (1, −2), the last with a learning rate of 0.05. In PyTorch, in float64:
 *
 *     theta = torch.tensor([1., -2.], requires_grad=True); optimizer = …([theta], lr=0.1)
 *     for step in range(3):
 *         optimizer.param_groups[0]["lr"] = 0.05 if step == 2 else 0.1
 *         optimizer.zero_grad(); (theta[0]**2/2 + 5*theta[1]**2).backward(); optimizer.step()
 */
function walk(optimizer: Optimizer): number[] {
  let theta = [1, -2];
  for (let step = 0; step < 3; step++) {
    if (step === 2) optimizer.learningRate = 0.05;
    theta = optimizer.step(theta, [theta[0], 10 * theta[1]]);
  }
  return theta;
}

const AS_PYTORCH = { relative: 1e-12, absolute: 1e-12 };

Deno.test("sgd() takes the same steps as PyTorch's SGD", () => {
  // torch.optim.SGD
  assertClose(walk(sgd({ learningRate: 0.1 })), [0.7695, 0], AS_PYTORCH);
});

Deno.test("adam() takes the same steps as PyTorch's Adam, with the default options and with others", () => {
  // torch.optim.Adam
  assertClose(walk(adam({ learningRate: 0.1 })), [0.7509992521083766, -1.750394938572667], AS_PYTORCH);
  // torch.optim.Adam, betas=(0.6, 0.9), eps=0.2
  assertClose(
    walk(adam({ learningRate: 0.1, betas: [0.6, 0.9], epsilon: 0.2 })),
    [0.7947807077088849, -1.7537612284167108],
    AS_PYTORCH,
  );
});

Deno.test("adam() with a weight decay takes the same steps as PyTorch's AdamW", () => {
  // torch.optim.AdamW, weight_decay=0.5
  assertClose(
    walk(adam({ learningRate: 0.1, weightDecay: 0.5 })),
    [0.6416111883094493, -1.520718735420757],
    AS_PYTORCH,
  );
});

Deno.test("a step does not change the parameters that are passed in", () => {
  const theta = [1, -2];
  for (const optimizer of [sgd({ learningRate: 0.1 }), adam({ learningRate: 0.1 })]) optimizer.step(theta, [1, 1]);
  assertEquals(theta, [1, -2]);
});
