import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../device/start.ts";
import { Adam, AdamW } from "./adam.ts";
import { Optimizer } from "./optimizer.ts";
import { Parameter } from "./parameter.ts";
import { RMSprop } from "./rmsprop.ts";
import { SGD } from "./sgd.ts";

/**
 * The loss: a narrow curved valley in x and y, with z coupled to x. Its parameters are the vector (x, y) and the scalar
 * z.
 */
function valley([point, z]: Parameter[]): tf.Scalar {
  const [x, y] = point.unstack();
  return tf.scalar(1).sub(x).square().add(y.sub(x.square()).square().mul(10)).add(z.sub(x).square());
}

/** SGD with momentum, as a learner would write it: only the rule, with TF.js's operations. */
class Momentum extends Optimizer {
  constructor(parameters: Parameter[]) {
    super(parameters, { learningRate: 0.001, weightDecay: 0 }, ["velocity"]);
  }

  protected override change(gradient: tf.Tensor1D): tf.Tensor1D {
    return this.remember("velocity", (before) => before.mul(0.9).add(gradient)).mul(this.learningRate);
  }
}

const begin = () => [new Parameter([-1.5, 2]), new Parameter(0.5)];

/**
 * PyTorch 1.13's parameters after 1, 10 and 100 steps in the same valley, in float64; those in float32 differ by at
 * most 2.5e-6.
 */
const PYTORCH: [name: string, make: (parameters: Parameter[]) => Optimizer, after: Record<number, number[]>][] = [
  ["SGD", (p) => new SGD(p), {
    1: [-1.476, 2.005, 0.496],
    10: [-1.3870953127246153, 2.008577222158578, 0.46170550862728515],
    100: [-1.2850220157103789, 1.7781668980154213, 0.16661701044514898],
  }],
  ["SGD with momentum", (p) => new SGD(p, { momentum: 0.9 }), {
    1: [-1.476, 2.005, 0.496],
    10: [-1.304298682834659, 1.9319007694171781, 0.3466671644584196],
    100: [-0.3793218755914991, 0.18915444821145755, -0.7032840622552633],
  }],
  ["A rule that a learner wrote", (p) => new Momentum(p), {
    1: [-1.476, 2.005, 0.496],
    10: [-1.304298682834659, 1.9319007694171781, 0.3466671644584196],
    100: [-0.3793218755914991, 0.18915444821145755, -0.7032840622552633],
  }],
  ["SGD with momentum and weight decay", (p) => new SGD(p, { momentum: 0.9, weightDecay: 0.1 }), {
    1: [-1.47585, 2.0048, 0.49595],
    10: [-1.3001425549930947, 1.9228842240694226, 0.34485813074936367],
    100: [-0.2762476578463003, 0.10972753724245028, -0.6336665592219024],
  }],
  ["RMSprop", (p) => new RMSprop(p), {
    1: [-1.4000000004166666, 2.099999998, 0.4000000025],
    10: [-1.314024463623358, 1.8235164724125517, 0.031099640106541187],
    100: [-0.6664432610836901, 0.51383275081797, -0.6949022490620105],
  }],
  ["RMSprop with options", (p) => new RMSprop(p, { learningRate: 0.02, alpha: 0.9, weightDecay: 0.1 }), {
    1: [-1.4367544468794482, 2.063245552786701, 0.43675444729045954],
    10: [-1.3307541951327528, 1.8687850198995197, 0.17054840537665553],
    100: [-0.02187440057070065, 0.050880091109957476, -0.23103688195645572],
  }],
  ["Adam", (p) => new Adam(p), {
    1: [-1.4990000000004167, 2.000999999998, 0.4990000000025],
    10: [-1.4900372460132116, 2.009941255522091, 0.4900032444152622],
    100: [-1.421472124616991, 2.054408421931805, 0.4016046789171065],
  }],
  ["Adam with options", (p) => new Adam(p, { learningRate: 0.01, betas: [0.8, 0.99], weightDecay: 0.1 }), {
    1: [-1.4900000000041407, 2.0099999999791667, 0.49000000002469135],
    10: [-1.4112746287675235, 2.0706750869132353, 0.40065634827325547],
    100: [-1.0817787179767784, 1.263350776317958, -0.331977752663849],
  }],
  ["Adam with an epsilon that matters", (p) => new Adam(p, { learningRate: 0.01, epsilon: 0.1 }), {
    1: [-1.4900414937759336, 2.0098039215686274, 0.4902439024390244],
    10: [-1.4079517905439731, 2.0782441476852647, 0.4028218112767636],
    100: [-1.1511159627258598, 1.419281717309678, -0.33726069091697747],
  }],
  ["AdamW", (p) => new AdamW(p, { learningRate: 0.01 }), {
    1: [-1.4898500000041666, 2.00979999998, 0.489950000025],
    10: [-1.406215828861618, 2.0777023428706944, 0.39989192194218226],
    100: [-1.1342100923205363, 1.3793662789823948, -0.3567654746649486],
  }],
  ["AdamW with a strong decay", (p) => new AdamW(p, { learningRate: 0.01, weightDecay: 0.5 }), {
    1: [-1.4825000000041666, 1.99999999998, 0.487500000025],
    10: [-1.3407920740120538, 1.9664273320716092, 0.3782970183999242],
    100: [-0.7605554175461752, 0.6777697535335822, -0.2990696979508286],
  }],
];

await startDevice("wasm");
await startDevice("cpu");

/** Each optimizer on two devices: on wasm, a step is one pass; on other devices, it uses TF.js's operations. */
const CASES = PYTORCH.flatMap((each) => (["cpu", "wasm"] as const).map((device) => [device, ...each] as const));

for (const [device, name, make, after] of CASES) {
  Deno.test(`${name} on ${device} gives PyTorch's numbers, and leaves no tensor behind`, async () => {
    await tf.setBackend(device);
    const before = tf.memory().numTensors;
    const parameters = begin();
    const optimizer = make(parameters);
    const during = tf.memory().numTensors;
    for (let step = 1; step <= 100; step++) {
      optimizer.step(() => valley(parameters)).dispose();
      if (!(step in after)) continue;
      const values = (await Promise.all(parameters.map((each) => each.data()))).flatMap((part) => [...part]);
      // four times the error of PyTorch's own float32; with a misplaced epsilon, the error is 1e-3 or more
      values.forEach((value, i) => assertAlmostEquals(value, after[step][i], 1e-5 * Math.max(1, Math.abs(value))));
    }
    assertEquals(optimizer.steps, 100);
    assertEquals(tf.memory().numTensors, during);
    optimizer.dispose();
    tf.dispose(parameters);
    assertEquals(tf.memory().numTensors, before);
  });

  Deno.test(`${name} on ${device} continues from its saved state without a difference`, async () => {
    await tf.setBackend(device);
    const walk = (parameters: Parameter[], optimizer: Optimizer, steps: number) => {
      for (let step = 0; step < steps; step++) optimizer.step(() => valley(parameters)).dispose();
    };
    const through = begin();
    walk(through, make(through), 9);
    const first = begin();
    const interrupted = make(first);
    walk(first, interrupted, 4);
    const second = first.map((each) => new Parameter(each.clone()));
    const resumed = make(second);
    resumed.loadStateDict(interrupted.stateDict());
    assertEquals(resumed.steps, 4);
    walk(second, resumed, 5);
    assertEquals(await second[0].data(), await through[0].data());
    assertEquals(await second[1].data(), await through[1].data());
    tf.disposeVariables();
  });
}

Deno.test("step() returns the loss from before the step", async () => {
  const theta = new Parameter(3);
  const loss = new SGD([theta]).step(() => theta.square());
  assertEquals([...await loss.data()], [9]);
  tf.disposeVariables();
});

Deno.test("step() gives an unused parameter the gradient 0", async () => {
  const [used, unused] = [new Parameter(1), new Parameter([5, 6])];
  new Adam([unused, used], { learningRate: 0.5 }).step(() => used.square());
  assertEquals([...await unused.data()], [5, 6]);
  assertAlmostEquals((await used.data())[0], 0.5, 1e-6);
  tf.disposeVariables();
});

Deno.test("The learning rate can be changed between steps", async () => {
  const theta = new Parameter(1);
  const optimizer = new SGD([theta], { learningRate: 0.25 });
  optimizer.step(() => theta.square());
  optimizer.learningRate = 0;
  optimizer.step(() => theta.square());
  assertEquals([...await theta.data()], [0.5]);
  assertThrows(() => optimizer.learningRate = NaN, RangeError, "The learning rate is NaN");
  tf.disposeVariables();
});

Deno.test("An optimizer says what is wrong with its arguments", () => {
  const theta = new Parameter(1);
  const make = (parameters: unknown, options = {}) => () => new Adam(parameters as Parameter[], options);
  assertThrows(make([]), RangeError, "There are no parameters to change: pass model.parameters().");
  assertThrows(make(theta), TypeError, "The parameters are not a list");
  assertThrows(make([theta, tf.scalar(1)]), TypeError, "parameters[1] is a tensor, which nothing can change");
  assertThrows(make([1]), TypeError, "parameters[0] is not a tensor");
  assertThrows(make([theta, theta]), RangeError, "parameters[1] is given twice");
  assertThrows(make([tf.variable(tf.scalar(1), false)]), RangeError, "parameters[0] is not trainable");
  assertThrows(make([theta], { learningRate: -1 }), RangeError, "The learning rate is −1: pass a number, 0 or more.");
  assertThrows(make([theta], { learningRate: "1" }), RangeError, 'The learning rate is "1": pass a number');
  assertThrows(
    make([theta], { betas: [0.9, 1] }),
    RangeError,
    "The beta 2 is 1: pass a number, from 0 to less than 1.",
  );
  assertThrows(make([theta], { betas: 0.9 }), RangeError, "The beta 1 is undefined");
  assertThrows(make([theta], { epsilon: Infinity }), RangeError, "The epsilon is Infinity");
  assertThrows(make([theta], { weightDecay: NaN }), RangeError, "The weight decay is NaN");
  assertThrows(
    make([theta], { lr: 0.1 }),
    TypeError,
    'There is no option "lr": the options are learningRate, weightDecay, betas',
  );
  assertThrows(make([theta], 0.1 as never), TypeError, "The options are 0.1: pass an object, { learningRate: … }");
  assertThrows(() => new SGD([theta], { momentum: 1 }), RangeError, "The momentum is 1");
  assertThrows(() => new RMSprop([theta], { alpha: 2 }), RangeError, "The alpha is 2");
  tf.disposeVariables();
});

Deno.test("step() says what is wrong with the loss, and then changes nothing", () => {
  const theta = new Parameter([1, 2]);
  const optimizer = new SGD([theta]);
  const step = (loss: unknown) => () => optimizer.step(loss as () => tf.Scalar);
  assertThrows(step(() => theta.square()), RangeError, "The loss has shape [2], expected []: take its mean.");
  assertThrows(step(() => {}), TypeError, "The loss function returns undefined, expected a scalar tensor.");
  assertThrows(step(() => 1), TypeError, "The loss function returns a number");
  assertThrows(step(async () => await theta.sum()), TypeError, "returns a promise: leave out its async and await.");
  assertThrows(step(() => tf.scalar(1)), RangeError, "The loss does not depend on any of the parameters");
  assertEquals(optimizer.steps, 0);
  tf.disposeVariables();
});

for (const device of ["cpu", "wasm"]) {
  Deno.test(`step() on ${device} says what is wrong with a learner's rule, and then changes no parameter`, async () => {
    await tf.setBackend(device);
    const theta = new Parameter([1, 2]);
    class Rule extends Optimizer {
      readonly #change: (gradient: tf.Tensor1D, rule: Rule) => unknown;
      constructor(change: (gradient: tf.Tensor1D, rule: Rule) => unknown, memory = ["velocity"]) {
        super([theta], { learningRate: 1, weightDecay: 0 }, memory);
        this.#change = change;
      }
      protected override change(gradient: tf.Tensor1D): tf.Tensor1D {
        return this.#change(gradient, this) as tf.Tensor1D;
      }
      override remember(name: string, next: (before: tf.Variable) => tf.Tensor): tf.Tensor1D {
        return super.remember(name, next);
      }
    }
    const step = (change: (gradient: tf.Tensor1D, rule: Rule) => unknown) => () =>
      new Rule(change).step(() => theta.square().sum());
    assertThrows(step(() => {}), TypeError, "change() returns undefined, expected a tensor of shape [2]");
    assertThrows(step(() => 1), TypeError, "change() returns a number, expected a tensor of shape [2]");
    assertThrows(step((g) => g.sum()), RangeError, "change() returns a tensor of shape [], expected [2]");
    assertThrows(step((g) => g.reshape([2, 1])), RangeError, "change() returns a tensor of shape [2, 1], expected [2]");
    assertThrows(step(async (g) => await g), TypeError, "change() returns a promise: leave out its async and await.");
    assertThrows(
      step((g, rule) => rule.remember("speed", (before) => before.add(g))),
      RangeError,
      'The memory has no "speed": write super(parameters, options, ["speed"]).',
    );
    assertThrows(
      step((g, rule) => rule.remember("velocity", () => g.sum())),
      RangeError,
      'The new value of "velocity" is a tensor of shape [], expected [2]',
    );
    assertThrows(() => new Rule((g) => g, ["steps"]), RangeError, 'The name "steps" is taken by the number of steps');
    assertEquals([...await theta.data()], [1, 2]);
    tf.disposeVariables();
  });
}

Deno.test("loadStateDict() refuses the state of another optimizer", () => {
  const adam = new Adam([new Parameter([1, 2])]);
  const longer = new Adam([new Parameter([1, 2, 3])]);
  const sgd = new SGD([new Parameter([1, 2])]);
  const load = (state: Record<string, tf.Tensor>) => () => adam.loadStateDict(state);
  assertThrows(load(sgd.stateDict()), RangeError, 'The state has no "average", but the optimizer has');
  assertThrows(
    () => sgd.loadStateDict(adam.stateDict()),
    RangeError,
    'The state has "average", which the optimizer does not have',
  );
  assertThrows(load(longer.stateDict()), RangeError, 'The state\'s "average" is float32 [3], expected float32 [2].');
  assertThrows(load({ ...adam.stateDict(), steps: tf.scalar(0.5) }), RangeError, 'The state\'s "steps" is 0.5');
  assert(adam.steps === 0);
  tf.disposeVariables();
});
