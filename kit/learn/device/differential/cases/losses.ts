/**
 * Functions that lessons call and that have no single kernel of their own: losses, gradients of gradients, steps of
 * optimizers.
 * @module
 */
import type { Scalar, Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, roughly, toCase } from "./case.ts";

const ROWS: string[][] = [
  ["float32[3,4] fraction", "float32[3,4] fine"],
  ["float32[1,1] fraction", "float32[1,1] fine"],
  ["float32[5] fraction", "float32[5] fine"],
  ["float32[0,4] fraction", "float32[0,4] fine"],
  ["float32[3,0]", "float32[3,0]"],
  ["float32[] fraction", "float32[] fine"],
  ["float32[2,3,4] fraction", "float32[2,3,4] fine"],
  ["float32[64,10] fraction", "float32[64,10] fine"],
  ["float32[3,4] fraction", "float32[3,4] infinite"],
  ["float32[3,4] fraction", "float32[3,4] large"],
  ["int32[3,4] below 2", "float32[3,4] fine"],
  ["bool[3,4]", "float32[3,4] fine"],
  ["int32[3,4] below 2", "int32[3,4]"],
  // shapes that do not fit
  ["float32[3,4] fraction", "float32[4,3] fine"],
  ["float32[3,4] fraction", "float32[4] fine"],
  ["float32[3,4] fraction", "float32[3,5] fine"],
  ["float32[3,1] fraction", "float32[3,4] fine"],
];

/** The cases of this module. */
export function lossCases(): Case[] {
  return [...lossesOf(), ...secondGradients(), ...steps()];
}

function lossesOf(): Case[] {
  const options: CaseOptions = { rounding: roughly(256) };
  const losses: Record<string, (labels: Tensor, said: Tensor) => Tensor> = {
    absoluteDifference: (labels, said) => tf.losses.absoluteDifference(labels, said),
    cosineDistance: (labels, said) => tf.losses.cosineDistance(labels, said, 0),
    hingeLoss: (labels, said) => tf.losses.hingeLoss(labels, said),
    huberLoss: (labels, said) => tf.losses.huberLoss(labels, said),
    logLoss: (labels, said) => tf.losses.logLoss(labels, said.sigmoid()),
    meanSquaredError: (labels, said) => tf.losses.meanSquaredError(labels, said),
    sigmoidCrossEntropy: (labels, said) => tf.losses.sigmoidCrossEntropy(labels, said),
    softmaxCrossEntropy: (labels, said) => tf.losses.softmaxCrossEntropy(labels, said),
    softmaxCrossEntropyOfEach: (labels, said) =>
      tf.losses.softmaxCrossEntropy(labels, said, undefined, 0.1, tf.Reduction.NONE),
  };
  return Object.entries(losses).flatMap(([name, loss]) =>
    ROWS.map((row) => toCase("SoftmaxCrossEntropy", `tf.losses.${name}(labels, x)`, row, loss, options))
  );
}

/** Gradients of gradients: TF.js also records the inner gradient. */
function secondGradients(): Case[] {
  const functions: Record<string, (x: Tensor) => Tensor> = {
    "x.square()": (x) => x.square(),
    "x.mul(x).mul(x)": (x) => x.mul(x).mul(x),
    "x.relu().square()": (x) => x.relu().square(),
    "x.sigmoid()": (x) => x.sigmoid(),
    "x.tanh()": (x) => x.tanh(),
    "x.softmax()": (x) => x.softmax(),
    "x.matMul(x, false, true)": (x) => x.matMul(x, false, true).square(),
    "x.sum(0).square()": (x) => x.sum(0).square(),
    "x.div(x.square().add(1))": (x) => x.div(x.square().add(1)),
  };
  return Object.entries(functions).flatMap(([name, f]) =>
    ["float32[3,4] fine", "float32[1,1]", "float32[0,4]", "float32[5,3] usual"].map((line) =>
      toCase("Scale", `tf.grad(${name})`, [line], (x: Tensor) => tf.grad((x: Tensor) => f(x))(x), {
        rounding: roughly(256),
      })
    )
  );
}

/** The result of three steps of an optimizer. */
function steps(): Case[] {
  const optimizers: Record<string, () => tf.Optimizer> = {
    "sgd(0.1)": () => tf.train.sgd(0.1),
    "momentum(0.1, 0.9)": () => tf.train.momentum(0.1, 0.9),
    "momentum(0.1, 0.9, true)": () => tf.train.momentum(0.1, 0.9, true),
    "adagrad(0.1)": () => tf.train.adagrad(0.1),
    "adadelta(0.1)": () => tf.train.adadelta(0.1),
    "adam(0.1)": () => tf.train.adam(0.1),
    "adamax(0.1)": () => tf.train.adamax(0.1),
    "rmsprop(0.1)": () => tf.train.rmsprop(0.1),
    "rmsprop(0.1, 0.9, 0.5, 0.01, true)": () => tf.train.rmsprop(0.1, 0.9, 0.5, 0.01, true),
  };
  return Object.entries(optimizers).flatMap(([name, optimizer]) =>
    ["float32[]", "float32[1]", "float32[7] fine", "float32[3,5] fine", "float32[0]", "float32[4] nan"].map((line) =>
      toCase("Scale", `three steps of tf.train.${name}`, [line], (x: Tensor) => {
        const [w, o] = [tf.variable(x.clone()), optimizer()];
        for (let i = 0; i < 3; i++) o.minimize(() => w.sub(0.25).square().mul(w.add(2)).sum() as Scalar);
        const result = w.clone();
        w.dispose();
        o.dispose();
        return result;
      }, { rounding: roughly(64), hasGradient: false })
    )
  );
}
