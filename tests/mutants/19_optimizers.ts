/**
 * Wrong answers to lesson 19.
 * @module
 */
import { mutants } from "downhill/testing";

const DECAYED = "return gradient.add(theta.mul(weightDecay));";
const SGD = "const theta = state.theta.sub(g.mul(learningRate));";
const M = "const m = state.m.mul(momentum).add(g);";
const V = "const v = state.v.mul(alpha).add(g.square().mul(1 - alpha));";
const RMSPROP = "g.div(v.sqrt().add(epsilon)).mul(learningRate)";
const STEPS = "const steps = state.steps + 1;";
const DIRECTION = "const direction = m.div(1 - beta1 ** steps);";
const SIZE = "const size = v.div(1 - beta2 ** steps).sqrt();";
const ADAM = "direction.div(size.add(epsilon)).mul(learningRate)";

export default mutants("19_optimizers", [
  { name: "flips the sign of the decay", replace: DECAYED, by: DECAYED.replace("add", "sub"), refusedBy: "19-decay" },
  { name: "forgets the decay", replace: DECAYED, by: "return gradient;", refusedBy: "19-decay" },
  { name: "returns the decay alone", replace: DECAYED, by: "return theta.mul(weightDecay);", refusedBy: "19-decay" },
  { name: "goes uphill", replace: SGD, by: SGD.replace("sub", "add"), refusedBy: "19-sgd" },
  { name: "forgets the learning rate", replace: SGD, by: "const theta = state.theta.sub(g);", refusedBy: "19-sgd" },
  { name: "leaves the decay out of SGD", replace: SGD, by: SGD.replace("g.mul", "gradient.mul"), refusedBy: "19-sgd" },
  { name: "averages the momentum", replace: M, by: M.replace("g)", "g.mul(1 - momentum))"), refusedBy: "19-momentum" },
  { name: "never forgets", replace: M, by: "const m = state.m.add(g);", refusedBy: "19-momentum" },
  {
    name: "does not remember m",
    replace: "return { ...state, theta, m, steps: state.steps + 1 };",
    by: "return { ...state, theta, steps: state.steps + 1 };",
    refusedBy: "19-momentum",
  },
  {
    name: "takes Nesterov's step",
    replace: "state.theta.sub(m.mul(learningRate))",
    by: "state.theta.sub(g.add(m.mul(momentum)).mul(learningRate))",
    refusedBy: "19-momentum",
  },
  {
    name: "steps along the last m",
    replace: "state.theta.sub(m.mul(learningRate))",
    by: "state.theta.sub(state.m.mul(learningRate))",
    refusedBy: "19-momentum",
  },
  {
    name: "puts ε into the root of RMSProp",
    replace: RMSPROP,
    by: RMSPROP.replace("v.sqrt().add(epsilon)", "v.add(epsilon).sqrt()"),
    refusedBy: "19-rmsprop",
  },
  { name: "forgets the root", replace: RMSPROP, by: RMSPROP.replace(".sqrt()", ""), refusedBy: "19-rmsprop" },
  { name: "forgets ε", replace: RMSPROP, by: RMSPROP.replace(".add(epsilon)", ""), refusedBy: "19-rmsprop" },
  {
    name: "swaps α and 1 − α",
    replace: V,
    by: "const v = state.v.mul(1 - alpha).add(g.square().mul(alpha));",
    refusedBy: "19-rmsprop",
  },
  {
    name: "corrects the bias of RMSProp",
    replace: RMSPROP,
    by: RMSPROP.replace("v.sqrt()", "v.div(1 - alpha ** (state.steps + 1)).sqrt()"),
    refusedBy: "19-rmsprop",
  },
  {
    name: "does not remember v",
    replace: "return { ...state, theta, v, steps: state.steps + 1 };",
    by: "return { ...state, theta, steps: state.steps + 1 };",
    refusedBy: "19-rmsprop",
  },
  {
    name: "forgets the bias correction",
    replace: `${DIRECTION}\n  ${SIZE}`,
    by: "const direction = m;\n  const size = v.sqrt();",
    refusedBy: "19-adam",
  },
  { name: "corrects v alone", replace: DIRECTION, by: "const direction = m;", refusedBy: "19-adam" },
  { name: "corrects m alone", replace: SIZE, by: "const size = v.sqrt();", refusedBy: "19-adam" },
  {
    name: "puts ε into the root of Adam",
    replace: ADAM,
    by: "direction.div(size.square().add(epsilon).sqrt()).mul(learningRate)",
    refusedBy: "19-adam",
  },
  {
    name: "adds ε where TF.js does",
    replace: ADAM,
    by: "direction.div(v.sqrt().add(epsilon).div(Math.sqrt(1 - beta2 ** steps))).mul(learningRate)",
    refusedBy: "19-adam",
  },
  { name: "counts the steps from 0", replace: STEPS, by: "const steps = state.steps;", refusedBy: "19-adam" },
  {
    name: "does not count the steps",
    replace: "return { theta, m, v, steps };",
    by: "return { theta, m, v, steps: state.steps };",
    refusedBy: "19-adam",
  },
  {
    name: "keeps what was corrected",
    replace: "return { theta, m, v, steps };",
    by: "return { theta, m: direction, v: v.div(1 - beta2 ** steps), steps };",
    refusedBy: "19-adam",
  },
  {
    name: "swaps β₁ and β₂",
    replace: "betas: [beta1, beta2] = [0.9, 0.999]",
    by: "betas: [beta2, beta1] = [0.999, 0.9]",
    refusedBy: "19-adam",
  },
  { name: "steps along g", replace: ADAM, by: ADAM.replace("direction", "g"), refusedBy: "19-adam" },
  {
    name: "counts in the state that came in",
    replace: SGD,
    by: `state.steps++;\n  ${SGD}`,
    refusedBy: "19-pure",
  },
  {
    name: "writes into the state that came in",
    replace: "return { ...state, theta, m, steps: state.steps + 1 };",
    by: "return Object.assign(state, { theta, m, steps: state.steps + 1 });",
    refusedBy: "19-pure",
  },
  { name: "disposes of the gradient", replace: M, by: `${M}\n  gradient.dispose();`, refusedBy: "19-pure" },
  {
    name: "has another default for α",
    replace: "alpha = 0.99,",
    by: "alpha = 0.9,",
    refusedBy: "19-quadratic",
  },
  {
    name: "has another default for μ",
    replace: "momentum = 0.9,",
    by: "momentum = 0.5,",
    refusedBy: "19-rosenbrock",
  },
  {
    name: "has one scale for all coordinates",
    replace: SIZE,
    by: SIZE.replace("v.div", "v.mean().div"),
    refusedBy: "19-network",
  },
  {
    name: "believes that Adam is always first",
    replace: 'upright: ["RMSProp", "momentum", "Adam", "SGD"]',
    by: 'upright: ["Adam", "RMSProp", "momentum", "SGD"]',
    refusedBy: "19-upright",
  },
  {
    name: "believes that turning changes nothing",
    replace: 'turned: ["momentum", "Adam", "RMSProp", "SGD"]',
    by: 'turned: ["RMSProp", "momentum", "Adam", "SGD"]',
    refusedBy: "19-turned",
  },
  {
    name: "forgets a rule",
    replace: 'turned: ["momentum", "Adam", "RMSProp", "SGD"]',
    by: 'turned: ["momentum", "Adam", "SGD"]',
    refusedBy: "19-turned",
  },
  {
    name: "believes that Adam alone is left as it was",
    replace: 'sameWay: ["RMSProp", "Adam"]',
    by: 'sameWay: ["Adam"]',
    refusedBy: "19-factor",
  },
  {
    name: "believes that momentum is left as it was",
    replace: 'sameWay: ["RMSProp", "Adam"]',
    by: 'sameWay: ["RMSProp", "Adam", "momentum"]',
    refusedBy: "19-factor",
  },
]);
