/**
 * Products of matrices.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, roughly, runKernel, sumOf, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/** The shapes of two factors, before any transposing: they end in [rows, inner] and [inner, columns]. */
type Factors = [a: number[], b: number[]];

const FIT: Factors[] = [
  [[1, 1], [1, 1]],
  [[2, 3], [3, 4]],
  [[7, 5], [5, 9]],
  // sizes close to 6 rows and 8 columns, because blocks of 6 × 8 are computed together
  [[6, 8], [8, 8]],
  [[5, 1], [1, 7]],
  [[13, 17], [17, 16]],
  [[12, 33], [33, 25]],
  [[1, 40], [40, 1]],
  [[64, 3], [3, 10]],
  [[0, 3], [3, 4]],
  [[2, 3], [3, 0]],
  [[2, 0], [0, 4]],
  [[0, 0], [0, 0]],
  [[3, 2, 4], [3, 4, 5]],
  [[1, 2, 4], [3, 4, 5]],
  [[3, 2, 4], [1, 4, 5]],
  [[2, 4], [3, 4, 5]],
  [[3, 2, 4], [4, 5]],
  [[2, 1, 7, 9], [1, 3, 9, 10]],
  [[2, 3, 2, 2], [2, 3, 2, 2]],
  [[0, 2, 4], [0, 4, 5]],
  [[3, 0, 4], [3, 4, 5]],
  [[2, 1, 2, 3, 4], [1, 2, 2, 4, 3]],
];

/** Matrices of the sizes in lessons. */
const LONG: Factors[] = [
  [[64, 784], [784, 128]],
  [[100, 257], [257, 33]],
  [[1, 1025], [1025, 1]],
  [[129, 1], [1, 65]],
  [[10, 31, 37], [10, 37, 29]],
];

const UNFIT: Factors[] = [
  [[2, 3], [2, 4]],
  [[2, 3], [4, 3]],
  [[2, 3], [3]],
  [[3], [3, 2]],
  [[3], [3]],
  [[], [2, 2]],
  [[2, 2], []],
  [[2, 2, 3], [3, 3, 2]],
  [[2, 2, 3], [2, 4, 2]],
  [[2, 3, 2, 2], [3, 2, 2, 2]],
  [[2, 0], [3, 4]],
];

/** The cases of this module, including `more` random rows for each kernel. */
export function productCases(more: number): Case[] {
  const dice = new Dice("BatchMatMul");
  const drawn = dice.many(more, (): Factors => {
    const [rows, inner, columns] = dice.many(3, () => dice.integer(0, dice.one([9, 40])));
    const batch = dice.shape(0, 2, 3);
    const reduced = () => batch.map((length) => dice.is(0.3) ? 1 : length);
    return [[...reduced(), rows, inner], [...reduced(), inner, columns]];
  });
  return [...FIT, ...UNFIT, ...drawn].flatMap(matMulCases)
    .concat(LONG.flatMap((factors) => matMulCases(factors).slice(0, 1)), fusedCases(), einsumCases(), derivedCases());
}

function matMulCases([a, b]: Factors): Case[] {
  const swapped = (shape: number[]) => shape.length < 2 ? shape : [...shape.slice(0, -2), ...shape.slice(-2).reverse()];
  // a gradient adds as many products as there are rows or columns
  const terms = Math.max(...a, ...b, 0);
  return [[false, false], [true, false], [false, true], [true, true]].flatMap(([transposeA, transposeB]) => {
    const [first, second] = [transposeA ? swapped(a) : a, transposeB ? swapped(b) : b];
    const settings = `${transposeA}, ${transposeB}`;
    const product = (x: Tensor, y: Tensor) => tf.matMul(x, y, transposeA, transposeB);
    const of = (kind: string, dtypes = ["float32", "float32"]) => [
      `${dtypes[0]}[${first}] ${kind}`,
      `${dtypes[1]}[${second}] ${kind}`,
    ];
    const rounding = sumOf(terms);
    return [
      toCase("BatchMatMul", `tf.matMul(a, b, ${settings})`, of("fine"), product, { rounding }),
      toCase("BatchMatMul", `tf.matMul(a, b, ${settings})`, of("infinite"), product, { rounding }),
      toCase("BatchMatMul", `tf.matMul(a, b, ${settings})`, of("usual", ["int32", "int32"]), product),
      toCase("BatchMatMul", `tf.matMul(a, b, ${settings})`, of("usual", ["bool", "bool"]), product),
      toCase("BatchMatMul", `tf.matMul(a, b, ${settings})`, of("usual", ["int32", "float32"]), product, { rounding }),
      toCase(
        "BatchMatMul",
        `BatchMatMul(a, b, ${settings})`,
        of("usual", ["float32", "int32"]),
        (a: Tensor, b: Tensor) => runKernel("BatchMatMul", { a, b }, { transposeA, transposeB }),
        { rounding },
      ),
      toCase(
        "BatchMatMul",
        `BatchMatMul(a, b, ${settings})`,
        of("fine"),
        (a: Tensor, b: Tensor) => runKernel("BatchMatMul", { a, b }, { transposeA, transposeB }),
        { rounding },
      ),
    ];
  });
}

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"] as const;

/** The shapes of a bias; "" for no bias. */
const BIASES = ["", "[4]", "[1]", "[]", "[3,4]", "[1,4]", "[3]", "[5]", "[0]"];

function fusedCases(): Case[] {
  const cases: Case[] = [];
  for (const activation of ACTIVATIONS) {
    for (const bias of BIASES) {
      for (const [transposeA, transposeB] of [[false, false], [true, true]]) {
        for (const [dtype, kind] of [["float32", "fine"], ["float32", "nan"], ["int32", "usual"], ["bool", "usual"]]) {
          const inputs = [
            `${dtype}${transposeA ? "[5,3]" : "[3,5]"} ${kind}`,
            `${dtype}${transposeB ? "[4,5]" : "[5,4]"} ${kind}`,
          ];
          if (bias) inputs.push(`${dtype}${bias} ${kind}`);
          if (activation === "prelu") inputs.push("float32[4] fraction");
          cases.push(toCase(
            "_FusedMatMul",
            `tf.fused.matMul({ ${activation}${bias && ", bias"}, ${transposeA}, ${transposeB} })`,
            inputs,
            (a: Tensor, b: Tensor, ...rest: Tensor[]) =>
              tf.fused.matMul({
                a,
                b,
                transposeA,
                transposeB,
                activation,
                bias: bias ? rest[0] : undefined,
                preluActivationWeights: activation === "prelu" ? rest.at(-1) : undefined,
                leakyreluAlpha: 0.3,
              }),
            { rounding: roughly(64) },
          ));
        }
      }
    }
  }
  for (const [a, b] of [...FIT, ...UNFIT]) {
    cases.push(toCase(
      "_FusedMatMul",
      "tf.fused.matMul({ relu, bias })",
      [`float32[${a}] fine`, `float32[${b}] fine`, `float32[${b.at(-1) ?? 1}] fine`],
      (a: Tensor, b: Tensor, bias: Tensor) => tf.fused.matMul({ a, b, bias, activation: "relu" }),
      { rounding: roughly(64) },
    ));
  }
  return cases;
}

function einsumCases(): Case[] {
  const rows: [string, string[]][] = [
    ["ij,jk->ik", ["[2,3]", "[3,4]"]],
    ["ij,jk->ki", ["[2,3]", "[3,4]"]],
    ["bij,bjk->bik", ["[2,3,4]", "[2,4,5]"]],
    ["ij->ji", ["[2,3]"]],
    ["i,i->", ["[5]", "[5]"]],
    ["i,j->ij", ["[5]", "[3]"]],
    ["ij->", ["[2,3]"]],
    ["ij->i", ["[2,3]"]],
    ["ij,jk->ik", ["[0,3]", "[3,4]"]],
    ["ij,jk->ik", ["[2,0]", "[0,4]"]],
    ["i,i->", ["[0]", "[0]"]],
    ["ij,jk->ik", ["[2,3]", "[4,4]"]],
    ["abc,abd->dc", ["[2,3,4]", "[2,3,5]"]],
    ["i->i", ["[1]"]],
  ];
  return rows.flatMap(([equation, shapes]) =>
    [["float32", "fine"], ["float32", "infinite"], ["int32", "usual"], ["bool", "usual"]].map(([dtype, kind]) =>
      toCase(
        "Einsum",
        `tf.einsum("${equation}")`,
        shapes.map((shape) => `${dtype}${shape} ${kind}`),
        (...all: Tensor[]) => tf.einsum(equation, ...all),
        { rounding: dtype === "float32" ? roughly(32) : undefined },
      )
    )
  );
}

/** Operations that learners use, each made of several kernels. */
function derivedCases(): Case[] {
  const shapes = [["[5]", "[5]"], ["[5]", "[4]"], ["[3,5]", "[5]"], ["[3,5]", "[3]"], ["[5]", "[5,3]"], [
    "[2,3]",
    "[3,2]",
  ]];
  shapes.push(["[0]", "[0]"], ["[0,3]", "[3]"], ["[3,0]", "[0]"], ["[]", "[3]"]);
  return shapes.flatMap((row) =>
    ["float32", "int32", "bool"].flatMap((dtype) => {
      const inputs = row.map((shape) => `${dtype}${shape}`);
      const options = { rounding: roughly(32) };
      return [
        toCase("BatchMatMul", "tf.dot(a, b)", inputs, (a: Tensor, b: Tensor) => tf.dot(a, b), options),
        toCase("BatchMatMul", "tf.outerProduct(a, b)", inputs, (a: tf.Tensor1D, b: tf.Tensor1D) =>
          tf.outerProduct(a, b), options),
      ];
    })
  );
}
