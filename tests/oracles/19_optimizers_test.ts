import { assert, assertEquals } from "@std/assert";
import { assertClose } from "downhill/testing";
import { BOWL_DEGREES, BOWL_START, type Case, drawn, IN_BOWL, IN_VALLEY, TOLD, VALLEY_START } from "./19_optimizers.ts";
import { follow, mistakesOf, NAMES, RIGHT, type Step, WRONG } from "./rules.ts";

/** The gradient of ½ · (a² + 100 · b²). */
function bowlGradient([x, y]: number[]): number[] {
  const [cos, sin] = [Math.cos(BOWL_DEGREES * Math.PI / 180), Math.sin(BOWL_DEGREES * Math.PI / 180)];
  const [a, b] = [x * cos + y * sin, 100 * (y * cos - x * sin)];
  return [a * cos - b * sin, a * sin + b * cos];
}

const valleyGradient = ([x, y]: number[]) => [2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)];

/**
 * Takes five steps from (1, −2). In PyTorch, in float64:
 *
 *     theta = torch.tensor([1., -2.], requires_grad=True); optimizer = …
 *     for _ in range(5):
 *         optimizer.zero_grad(); (0.5 * theta[0] - theta[1] + theta[0]**2 + 1.5 * theta[1]**2).backward(); optimizer.step()
 *     print(theta.tolist())
 */
const endOf = (step: Step) => follow(step, [1, -2], ([x, y]) => [0.5 + 2 * x, -1 + 3 * y], TOLD)[5];

Deno.test("the rules follow PyTorch's, with options other than the defaults", () => {
  const ends = {
    // torch.optim.SGD([theta], lr=0.1, weight_decay=0.5)
    SGD: [0.08476562499999993, 0.020504999999999985],
    // torch.optim.SGD([theta], lr=0.1, momentum=0.7, weight_decay=0.5)
    momentum: [-0.609914375, 1.2217049999999996],
    // torch.optim.RMSprop([theta], lr=0.1, alpha=0.8, eps=0.2, weight_decay=0.5)
    RMSProp: [0.3787461320653929, -1.2903009229145912],
    // torch.optim.Adam([theta], lr=0.1, betas=(0.6, 0.9), eps=0.2, weight_decay=0.5)
    Adam: [0.547991193628421, -1.5200015505553977],
  };
  for (const name of NAMES) assertClose(endOf(RIGHT[name]), ends[name], { name, relative: 1e-12 });
});

Deno.test("in the bowl and in the valley, the rules lead to PyTorch's numbers in the tables, to all digits", () => {
  const compare = (cases: Case, start: number[], gradientOf: (theta: number[]) => number[]) => {
    for (const name of NAMES) {
      const path = follow(RIGHT[name], start, gradientOf, cases[name].told);
      assertClose([1, 10, 100].flatMap((step) => path[step]), cases[name].after, { name, relative: 1e-9 });
    }
  };
  for (const cases of IN_BOWL) compare(cases, BOWL_START, bowlGradient);
  compare(IN_VALLEY, VALLEY_START, valleyGradient);
});

Deno.test("each mistake in a rule gives a path of its own, different from that of the right rule", () => {
  const { start, gradients: [slope, bend] } = drawn(42);
  const gradientOf = (theta: number[]) => theta.map((value, i) => slope[i] + bend[i] * value);
  for (const name of NAMES) {
    const mistakes = mistakesOf(name, (step) => follow(step, start, gradientOf, TOLD).slice(1).flat());
    assertEquals(Object.keys(mistakes), Object.keys(WRONG[name]));
  }
});

Deno.test("mistakes that lead to the same result are not named", () => {
  // with α = 0, α · v + (1 − α) · g² and α · v + g² are the same
  const mistakes = mistakesOf("RMSProp", (step) => follow(step, [1, 2], () => [1, -3], { ...TOLD, alpha: 0 }).flat());
  assert(Object.keys(mistakes).every((cause) => !cause.startsWith("all of g²")));
  assert(Object.keys(mistakes).some((cause) => cause.startsWith("that is uphill")));
});
