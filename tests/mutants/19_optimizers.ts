/**
 * Wrong answers to lesson 19.
 * @module
 */
import { mutants } from "downhill/testing";

const DECAYED = "return gradient.add(theta.mul(weightDecay));";
const SGD = "const theta = state.theta.sub(g.mul(learningRate));";
const SGD_STATE = "return { ...state, theta, steps: state.steps + 1 };";
const M = "const m = state.m.mul(momentum).add(g);";
const MOMENTUM = "state.theta.sub(m.mul(learningRate))";
const MOMENTUM_STATE = "return { ...state, theta, m, steps: state.steps + 1 };";
const V = "const v = state.v.mul(alpha).add(g.square().mul(1 - alpha));";
const RMSPROP = "g.div(v.sqrt().add(epsilon)).mul(learningRate)";
const RMSPROP_STATE = "return { ...state, theta, v, steps: state.steps + 1 };";
const STEPS = "const steps = state.steps + 1;";
const ADAM_M = "const m = state.m.mul(beta1).add(g.mul(1 - beta1));";
const ADAM_V = "const v = state.v.mul(beta2).add(g.square().mul(1 - beta2));";
const DIRECTION = "const direction = m.div(1 - beta1 ** steps);";
const SIZE = "const size = v.div(1 - beta2 ** steps).sqrt();";
const ADAM = "direction.div(size.add(epsilon)).mul(learningRate)";
const ADAM_STATE = "return { theta, m, v, steps };";
const UPRIGHT = 'upright: ["RMSProp", "momentum", "Adam", "SGD"]';
const TURNED = 'turned: ["momentum", "Adam", "RMSProp", "SGD"]';
const SAME_WAY = 'sameWay: ["RMSProp", "Adam"]';

export default mutants("19_optimizers", [
  {
    name: "subtracts the weight decay from the gradient",
    replace: DECAYED,
    by: DECAYED.replace("add", "sub"),
    refusedBy: "19-decay",
    causes: ["the sign of the decay is wrong", "the sign of the weight decay is wrong"],
  },
  {
    name: "returns the gradient without weight decay",
    replace: DECAYED,
    by: "return gradient;",
    refusedBy: "19-decay",
    causes: ["the decay is missing", "weight decay is missing"],
  },
  {
    name: "returns the weight decay without the gradient",
    replace: DECAYED,
    by: "return theta.mul(weightDecay);",
    refusedBy: "19-decay",
    causes: ["that is the decay alone", "θ stays where it began", "nothing is learned"],
  },
  {
    name: "adds the weight decay to the gradient, without multiplying it by θ",
    replace: DECAYED,
    by: "return gradient.add(weightDecay);",
    refusedBy: "19-decay",
    causes: ["weight decay has not been multiplied by θ"],
  },
  {
    name: "multiplies the weight decay by the sign of θ instead of θ",
    replace: DECAYED,
    by: "return gradient.add(theta.sign().mul(weightDecay));",
    refusedBy: "19-decay",
    causes: ["the decay depends only on the sign of θ"],
  },
  {
    name: "shrinks the gradient instead of θ",
    replace: DECAYED,
    by: "return gradient.mul(1 - weightDecay).add(theta.mul(0));",
    refusedBy: "19-decay",
    causes: ["that makes the gradient smaller", "θ stays where it began"],
  },
  {
    name: "multiplies the weight decay by the gradient, and adds θ",
    replace: DECAYED,
    by: "return gradient.mul(weightDecay).add(theta);",
    refusedBy: "19-decay",
    causes: ["weight decay has been multiplied by the gradient"],
  },
  {
    name: "adds the step of SGD to θ",
    replace: SGD,
    by: SGD.replace("sub", "add"),
    refusedBy: "19-sgd",
    causes: ["that is uphill"],
  },
  {
    name: "subtracts the whole gradient in SGD, without a learning rate",
    replace: SGD,
    by: "const theta = state.theta.sub(g);",
    refusedBy: "19-sgd",
    causes: ["the learning rate is missing"],
  },
  {
    name: "leaves the weight decay out of SGD",
    replace: SGD,
    by: SGD.replace("g.mul", "gradient.mul"),
    refusedBy: "19-sgd",
    causes: ["weight decay is missing"],
  },
  {
    name: "adds the weight decay to g once more",
    replace: SGD,
    by: SGD.replace("g.mul", "decayed(state.theta, g, weightDecay).mul"),
    refusedBy: "19-sgd",
    causes: ["the weight decay is added twice"],
  },
  {
    name: "always takes a learning rate of 0.01 in SGD",
    replace: SGD,
    by: "const theta = state.theta.sub(g.mul(learningRate && 0.01));",
    refusedBy: "19-sgd",
    causes: ["that comes from a learning rate of 0.01"],
  },
  {
    name: "does not count the steps of SGD",
    replace: SGD_STATE,
    by: "return { ...state, theta };",
    refusedBy: "19-sgd",
    causes: ["the steps are not counted"],
  },
  {
    name: "keeps the gradient as m in SGD",
    replace: SGD_STATE,
    by: "return { ...state, theta, m: g, steps: state.steps + 1 };",
    refusedBy: "19-sgd",
    causes: ["the gradient is kept as m"],
  },
  {
    name: "averages g in momentum's m instead of adding it",
    replace: M,
    by: M.replace("g)", "g.mul(1 - momentum))"),
    refusedBy: "19-momentum",
    causes: ["m averages g"],
  },
  {
    name: "keeps the last m without multiplying it by μ",
    replace: M,
    by: "const m = state.m.add(g.mul(momentum).div(momentum));",
    refusedBy: "19-momentum",
    causes: ["m adds up all of g"],
  },
  {
    name: "forgets m after each step of momentum",
    replace: MOMENTUM_STATE,
    by: "return { ...state, theta, steps: state.steps + 1 };",
    refusedBy: "19-momentum",
    causes: ["that step is along g alone", "the m that was passed in"],
  },
  {
    name: "takes Nesterov's step, which looks ahead",
    replace: MOMENTUM,
    by: "state.theta.sub(g.add(m.mul(momentum)).mul(learningRate))",
    refusedBy: "19-momentum",
    causes: ["that is Nesterov's momentum"],
  },
  {
    name: "moves θ along the m of the previous step",
    replace: MOMENTUM,
    by: "state.theta.sub(state.m.mul(learningRate))",
    refusedBy: "19-momentum",
    causes: ["that step is along the last m"],
  },
  {
    name: "puts the learning rate into m, and moves θ by m",
    replace: `${M}\n  const theta = ${MOMENTUM};`,
    by: "const m = state.m.mul(momentum).add(g.mul(learningRate));\n  const theta = state.theta.sub(m);",
    refusedBy: "19-momentum",
    causes: ["m already includes the learning rate"],
  },
  {
    name: "applies the weight decay directly to θ, not through m",
    replace: `${M}\n  const theta = ${MOMENTUM};`,
    by: "const m = state.m.mul(momentum).add(gradient);\n" +
      "  const theta = state.theta.sub(m.add(g.sub(gradient)).mul(learningRate));",
    refusedBy: "19-momentum",
    causes: ["the weight decay changes θ without going into m"],
  },
  {
    name: "always takes a μ of 0.9",
    replace: M,
    by: "const m = state.m.mul(momentum && 0.9).add(g);",
    refusedBy: "19-momentum",
    causes: ["that comes from μ = 0.9"],
  },
  {
    name: "moves θ along g, although it computes m",
    replace: MOMENTUM,
    by: "state.theta.sub(g.mul(learningRate))",
    refusedBy: "19-momentum",
    causes: ["that step is along g alone"],
  },
  {
    name: "keeps m outside of the state, from one call to the next",
    replace: M,
    by: "const memory = stepsTo as unknown as { m?: tf.Tensor };\n" +
      "  const m = memory.m?.size === g.size ? memory.m.mul(momentum).add(g) : g.clone();\n" +
      "  memory.m = tf.keep(m.clone());",
    refusedBy: "19-pure",
    causes: ["does it keep values elsewhere?"],
  },
  {
    name: "adds ε inside the root of RMSProp",
    replace: RMSPROP,
    by: RMSPROP.replace("v.sqrt().add(epsilon)", "v.add(epsilon).sqrt()"),
    refusedBy: "19-rmsprop",
    causes: ["ε is inside the root"],
  },
  {
    name: "divides by v in RMSProp, without a root",
    replace: RMSPROP,
    by: RMSPROP.replace(".sqrt()", ""),
    refusedBy: "19-rmsprop",
    causes: ["that is divided by v: "],
  },
  {
    name: "leaves ε out of RMSProp",
    replace: RMSPROP,
    by: RMSPROP.replace(".add(epsilon)", ""),
    refusedBy: "19-rmsprop",
    causes: ["ε is missing"],
  },
  {
    name: "keeps 1 − α of the last v, and takes α of the new square",
    replace: V,
    by: "const v = state.v.mul(1 - alpha).add(g.square().mul(alpha));",
    refusedBy: "19-rmsprop",
    causes: ["α and 1 − α are swapped"],
  },
  {
    name: "corrects the bias of RMSProp, as Adam does",
    replace: RMSPROP,
    by: RMSPROP.replace("v.sqrt()", "v.div(1 - alpha ** (state.steps + 1)).sqrt()"),
    refusedBy: "19-rmsprop",
    causes: ["that includes Adam's bias correction"],
  },
  {
    name: "forgets v after each step of RMSProp",
    replace: RMSPROP_STATE,
    by: "return { ...state, theta, steps: state.steps + 1 };",
    refusedBy: "19-rmsprop",
    causes: ["v is forgotten after each step", "the v that was passed in"],
  },
  {
    name: "adds up the squares in v instead of averaging them",
    replace: V,
    by: "const v = state.v.add(g.square().mul(alpha).div(alpha));",
    refusedBy: "19-rmsprop",
    causes: ["v adds up all of g²"],
  },
  {
    name: "adds the whole square to α · v",
    replace: V,
    by: "const v = state.v.mul(alpha).add(g.square());",
    refusedBy: "19-rmsprop",
    causes: ["all of g² goes into v"],
  },
  {
    name: "averages the absolute values of g, and divides by that average",
    replace: `${V}\n  const theta = state.theta.sub(${RMSPROP});`,
    by: "const v = state.v.mul(alpha).add(g.abs().mul(1 - alpha));\n" +
      "  const theta = state.theta.sub(g.div(v.add(epsilon)).mul(learningRate));",
    refusedBy: "19-rmsprop",
    causes: ["v averages the size of g"],
  },
  {
    name: "averages g in v without squaring it",
    replace: V,
    by: V.replace(".square()", ""),
    refusedBy: "19-rmsprop",
    causes: ["the root of a negative number is NaN"],
  },
  {
    name: "uses one v for all coordinates in RMSProp, the mean of their squares",
    replace: V,
    by: V.replace("g.square()", "g.square().mean()"),
    refusedBy: "19-rmsprop",
  },
  {
    name: "divides by the root of the last v in RMSProp",
    replace: RMSPROP,
    by: RMSPROP.replace("v.sqrt()", "state.v.sqrt()"),
    refusedBy: "19-rmsprop",
    causes: ["that is divided by the last v"],
  },
  {
    name: "leaves out the bias correction of Adam",
    replace: `${DIRECTION}\n  ${SIZE}`,
    by: "const direction = m;\n  const size = v.sqrt();",
    refusedBy: "19-adam",
    causes: ["the bias correction is missing"],
  },
  {
    name: "corrects the bias of v, but not that of m",
    replace: DIRECTION,
    by: "const direction = m;",
    refusedBy: "19-adam",
    causes: ["the bias correction of m is missing"],
  },
  {
    name: "corrects the bias of m, but not that of v",
    replace: SIZE,
    by: "const size = v.sqrt();",
    refusedBy: "19-adam",
    causes: ["the bias correction of v is missing"],
  },
  {
    name: "adds ε inside the root of Adam",
    replace: ADAM,
    by: "direction.div(size.square().add(epsilon).sqrt()).mul(learningRate)",
    refusedBy: "19-adam",
    causes: ["ε is inside the root"],
  },
  {
    name: "adds ε before the bias correction, as TF.js does",
    replace: ADAM,
    by: "direction.div(v.sqrt().add(epsilon).div(Math.sqrt(1 - beta2 ** steps))).mul(learningRate)",
    refusedBy: "19-adam",
    causes: ["ε is added before the bias correction"],
  },
  {
    name: "does not count Adam's step before it uses t",
    replace: STEPS,
    by: "const steps = state.steps;",
    refusedBy: "19-adam",
    causes: ["1 − βᵗ is 0 if t is 0", "the steps are not counted"],
  },
  {
    name: "does not count the steps of Adam in the new state",
    replace: ADAM_STATE,
    by: "return { theta, m, v, steps: state.steps };",
    refusedBy: "19-adam",
    causes: ["every step has the correction of the first", "the steps are not counted"],
  },
  {
    name: "keeps m and v with their bias correction in the new state",
    replace: ADAM_STATE,
    by: "return { theta, m: direction, v: v.div(1 - beta2 ** steps), steps };",
    refusedBy: "19-adam",
    causes: ["m̂ and v̂ are kept"],
  },
  {
    name: "uses β₂ for m and β₁ for v",
    replace: "betas: [beta1, beta2] = [0.9, 0.999]",
    by: "betas: [beta2, beta1] = [0.999, 0.9]",
    refusedBy: "19-adam",
    causes: ["β₁ and β₂ are swapped"],
  },
  {
    name: "uses β₁ for both averages",
    replace: `${ADAM_V}\n  ${DIRECTION}\n  ${SIZE}`,
    by: `${ADAM_V}\n  ${DIRECTION}\n  ${SIZE}`.replaceAll("beta2", "beta1"),
    refusedBy: "19-adam",
    causes: ["β₁ is used for both averages"],
  },
  {
    name: "moves θ along g in Adam, although it computes m",
    replace: ADAM,
    by: ADAM.replace("direction", "g"),
    refusedBy: "19-adam",
    causes: ["that is g divided by its size"],
  },
  {
    name: "adds the whole of g to β₁ · m",
    replace: ADAM_M,
    by: "const m = state.m.mul(beta1).add(g);",
    refusedBy: "19-adam",
    causes: ["all of g goes into m"],
  },
  {
    name: "averages the squares of g − m, the distances from the mean",
    replace: ADAM_V,
    by: ADAM_V.replace("g.square()", "g.sub(m).square()"),
    refusedBy: "19-adam",
    causes: ["v averages the squares of g − m"],
  },
  {
    name: "applies the weight decay directly to θ, as AdamW does",
    replace: `${ADAM_M}\n  ${ADAM_V}`,
    by: `${ADAM_M}\n  ${ADAM_V}`.replaceAll("g.", "gradient."),
    refusedBy: "19-adam",
    causes: ["weight decay is missing"],
  },
  {
    name: "corrects with β · t instead of βᵗ",
    replace: `${DIRECTION}\n  ${SIZE}`,
    by: `${DIRECTION}\n  ${SIZE}`.replaceAll("**", "*"),
    refusedBy: "19-adam",
  },
  {
    name: "has a different default ε in Adam",
    replace: "= [0.9, 0.999], epsilon = 1e-8",
    by: "= [0.9, 0.999], epsilon = 1e-7",
    refusedBy: "19-adam",
    causes: ["that comes from ε = 1e−7"],
  },
  {
    name: "has a different default β₂",
    replace: "= [0.9, 0.999], epsilon",
    by: "= [0.9, 0.99], epsilon",
    refusedBy: "19-adam",
  },
  {
    name: "has a different default α",
    replace: "alpha = 0.99,",
    by: "alpha = 0.9,",
    refusedBy: "19-quadratic",
  },
  {
    name: "has a different default μ",
    replace: "momentum = 0.9,",
    by: "momentum = 0.5,",
    refusedBy: "19-rosenbrock",
  },
  {
    name: "uses one v for all coordinates in Adam, the mean of their squares",
    replace: SIZE,
    by: SIZE.replace("v.div", "v.mean().div"),
    refusedBy: "19-network",
  },
  {
    name: "counts the steps in the state that is passed in",
    replace: SGD,
    by: `state.steps++;\n  ${SGD}`,
    refusedBy: "19-pure",
    causes: ["count in the new state", "the steps are counted twice"],
  },
  {
    name: "writes the new values into the state that is passed in",
    replace: MOMENTUM_STATE,
    by: "return Object.assign(state, { theta, m, steps: state.steps + 1 });",
    refusedBy: "19-pure",
    causes: ["puts new tensors into the state that is passed in"],
  },
  {
    name: "disposes of the gradient that is passed in",
    replace: M,
    by: `${M}\n  gradient.dispose();`,
    refusedBy: "19-pure",
    causes: ["disposes of the gradient"],
  },
  {
    name: "disposes of the state that is passed in",
    replace: MOMENTUM_STATE,
    by: `state.m.dispose();\n  ${MOMENTUM_STATE}`,
    refusedBy: "19-pure",
    causes: ["disposes of the m"],
  },
  {
    name: "says that Adam is first in the upright bowl",
    replace: UPRIGHT,
    by: 'upright: ["Adam", "RMSProp", "momentum", "SGD"]',
    refusedBy: "19-upright",
    causes: ['upright has "Adam" before "RMSProp"'],
  },
  {
    name: "lists the rules in the upright bowl from last to first",
    replace: UPRIGHT,
    by: 'upright: ["SGD", "Adam", "momentum", "RMSProp"]',
    refusedBy: "19-upright",
    causes: ["lists the rules from last to first"],
  },
  {
    name: "ranks the rules by their losses after 200 steps, not by when they arrive",
    replace: TURNED,
    by: 'turned: ["momentum", "Adam", "SGD", "RMSProp"]',
    refusedBy: "19-turned",
    causes: ["has the order of the losses after 200 steps"],
  },
  {
    name: "says that turning the bowl changes nothing",
    replace: TURNED,
    by: 'turned: ["RMSProp", "momentum", "Adam", "SGD"]',
    refusedBy: "19-turned",
    causes: ["upright and turned have the same order"],
  },
  {
    name: "leaves one of the four rules out of a ranking",
    replace: TURNED,
    by: 'turned: ["momentum", "Adam", "SGD"]',
    refusedBy: "19-turned",
    causes: ["turned does not name each of"],
  },
  {
    name: "says that only Adam takes the same path for any factor",
    replace: SAME_WAY,
    by: 'sameWay: ["Adam"]',
    refusedBy: "19-factor",
    causes: ['sameWay lacks "RMSProp"'],
  },
  {
    name: "says that momentum also takes the same path for any factor",
    replace: SAME_WAY,
    by: 'sameWay: ["RMSProp", "Adam", "momentum"]',
    refusedBy: "19-factor",
    causes: ['sameWay names "momentum"'],
  },
  {
    name: "names the rules whose path a factor changes",
    replace: SAME_WAY,
    by: 'sameWay: ["SGD", "momentum"]',
    refusedBy: "19-factor",
    causes: ["sameWay names the rules whose path changes"],
  },
]);
