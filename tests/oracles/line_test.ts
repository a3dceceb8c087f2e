import { assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import { broadcastLineLoss, lineAt, lineGradient, lineLoss, trainLine } from "./line.ts";
import { adam } from "./optimizers.ts";

/** In PyTorch: xs = torch.tensor([-1., 0., 1., 2.]); ys = torch.tensor([-1., 1.5, 3., 5.]) */
const POINTS = { xs: [-1, 0, 1, 2], ys: [-1, 1.5, 3, 5] };

/** In PyTorch: line = torch.tensor([-1., 0.5], requires_grad=True) */
const LINE = [-1, 0.5];

Deno.test("lineAt() is slope · x + height", () => {
  assertEquals(lineAt(3, LINE), -2.5);
});

Deno.test("lineLoss() and lineGradient() agree with PyTorch", () => {
  // loss = F.mse_loss(line[0] * xs + line[1], ys); loss.backward(); loss, line.grad
  assertEquals(lineLoss(LINE, POINTS), 15.4375);
  assertEquals(lineGradient(LINE, POINTS), [-9.5, -4.25]);
});

Deno.test("broadcastLineLoss() agrees with PyTorch for a column and a list", () => {
  // F.mse_loss((line[0] * xs + line[1])[:, None], ys)
  assertEquals(broadcastLineLoss(LINE, POINTS), 10.5625);
});

Deno.test("trainLine() takes the same steps as PyTorch", () => {
  // optimizer = torch.optim.Adam([line], lr=0.5)
  // for _ in range(3): optimizer.zero_grad(); F.mse_loss(line[0] * xs + line[1], ys).backward(); optimizer.step()
  const lines = trainLine(POINTS, { start: LINE, steps: 3, optimizer: adam({ learningRate: 0.5 }) });
  const expected = [
    LINE,
    [-0.5000000005263159, 0.9999999988235293],
    [-0.006470818644195242, 1.4834368312967903],
    [0.47335565510977373, 1.924464642885473],
  ];
  assertClose(lines.flat(), expected.flat(), { relative: 1e-12 });
});
