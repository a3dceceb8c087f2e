/**
 * Kernels with indices, kernels without inputs, and kernels for sparse, ragged and string tensors.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, lastDigits, roughly, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/** An argument whose type in TF.js is narrower than in our tables. */
// deno-lint-ignore no-explicit-any
type Any = any;

const DTYPES = ["float32", "int32", "bool"] as const;

/** The cases of this module, including `more` random rows for some kernels. */
export function indexCases(more: number): Case[] {
  return [
    ...gatherCases(more),
    ...scatterCases(more),
    ...oneHotCases(),
    ...madeCases(),
    ...searchCases(),
    ...sparseCases(),
    ...raggedCases(),
    ...textCases(),
    ...oursCases(),
  ];
}

function gatherCases(more: number): Case[] {
  const rows: [x: string, indices: string, axis: number, batchDims: number][] = [
    ["[5]", "int32[3] below 5", 0, 0],
    ["[5]", "int32[] below 5", 0, 0],
    ["[5]", "int32[0]", 0, 0],
    ["[1]", "int32[4] zeros", 0, 0],
    ["[4,3]", "int32[2,2] below 3", 0, 0],
    ["[4,3]", "int32[5] below 3", 1, 0],
    ["[4,3]", "int32[5] below 3", -1, 0],
    ["[2,3,4]", "int32[2] below 3", 1, 0],
    ["[2,3,4]", "int32[2,2] below 3", 1, 1],
    ["[2,3,4]", "int32[2,3,2] below 4", 2, 2],
    ["[0,3]", "int32[2] below 3", 1, 0],
    ["[0,3]", "int32[0]", 0, 0],
    ["[3,0]", "int32[2] below 3", 0, 0],
    ["[2,1,2,2,3]", "int32[2] below 2", 3, 0],
    // beyond the edge
    ["[5]", "int32[2] = 0 5", 0, 0],
    ["[5]", "int32[2] = -1 0", 0, 0],
    ["[0]", "int32[1] = 0", 0, 0],
    ["[5]", "int32[2] below 5", 1, 0],
    ["[5]", "int32[2] below 5", -2, 0],
    ["[5]", "float32[2] below 5", 0, 0],
    ["[5]", "bool[2]", 0, 0],
    ["[]", "int32[1] zeros", 0, 0],
    ["[2,3,4]", "int32[3,2] below 3", 1, 1],
  ];
  const dice = new Dice("GatherV2");
  for (let i = 0; i < more; i++) {
    const x = dice.shape(1, 5).map((length) => Math.max(length, 1));
    const axis = dice.integer(0, x.length - 1);
    const batchDims = dice.integer(0, axis);
    const indices = [...x.slice(0, batchDims), ...dice.shape(0, 2, 4)];
    rows.push([`[${x}]`, `int32[${indices}] below ${x[axis]}`, axis, batchDims]);
  }
  const nd: [x: string, indices: string][] = [
    ["[5]", "int32[3,1] below 5"],
    ["[2,3]", "int32[2,2] below 2"],
    ["[2,3]", "int32[2,1] below 2"],
    ["[2,3,4]", "int32[2,2,2] below 2"],
    ["[2,3,4]", "int32[3] below 2"],
    ["[2,3]", "int32[0,2]"],
    ["[0,3]", "int32[0,1]"],
    ["[0,3]", "int32[1,1] zeros"],
    ["[2,0]", "int32[1,1] zeros"],
    ["[2,3]", "int32[1,2] = 2 0"],
    ["[2,3]", "int32[1,2] = 0 -1"],
    ["[2,3]", "int32[1,3] below 2"],
    ["[2,3]", "int32[] zeros"],
    ["[2,3]", "float32[2,1] below 2"],
    ["[]", "int32[1,1] zeros"],
    ["[2,3]", "int32[2,0]"],
  ];
  return [
    ...rows.flatMap(([x, indices, axis, batchDims]) =>
      DTYPES.flatMap((dtype) => [
        toCase(
          "GatherV2",
          `tf.gather(x, indices, ${axis}, ${batchDims})`,
          [`${dtype}${x} wide`, indices],
          (x: Any, indices: Any) => tf.gather(x, indices, axis, batchDims),
          { rounding: roughly(16) },
        ),
        toCase(
          "GatherV2",
          `GatherV2(x, indices, ${axis}, ${batchDims})`,
          [`${dtype}${x} wide`, indices],
          (x: Tensor, indices: Tensor) => runKernel("GatherV2", { x, indices }, { axis, batchDims }),
          { rounding: roughly(16) },
        ),
      ])
    ),
    ...nd.flatMap(([x, indices]) =>
      DTYPES.flatMap((dtype) => [
        toCase("GatherNd", "tf.gatherND(x, indices)", [`${dtype}${x} wide`, indices], (x: Any, indices: Any) =>
          tf.gatherND(x, indices)),
        toCase("GatherNd", "GatherNd(x, indices)", [`${dtype}${x} wide`, indices], (params: Tensor, indices: Tensor) =>
          runKernel("GatherNd", { params, indices })),
      ])
    ),
  ];
}

function scatterCases(more: number): Case[] {
  const rows: [indices: string, updates: string, shape: number[]][] = [
    ["int32[3,1] = 4 1 0", "[3]", [5]],
    ["int32[3,1] = 4 1 4", "[3]", [5]],
    ["int32[2,1] = 0 2", "[2,3]", [4, 3]],
    ["int32[2,2] = 0 1 2 2", "[2]", [3, 3]],
    ["int32[0,1]", "[0]", [5]],
    ["int32[2,1] = 0 0", "[2,0]", [3, 0]],
    ["int32[1,1] = 0", "[1]", [0]],
    ["int32[1,1] = 5", "[1]", [5]],
    ["int32[1,1] = -1", "[1]", [5]],
    ["int32[3,1] = 4 1 0", "[2]", [5]],
    ["int32[3] = 4 1 0", "[3]", [5]],
    ["int32[] = 2", "[]", [5]],
    ["int32[2,2,1] = 0 1 2 3", "[2,2]", [5]],
    ["float32[1,1] = 1", "[1]", [5]],
  ];
  const dice = new Dice("ScatterNd");
  for (let i = 0; i < more; i++) {
    const [count, length, inner] = dice.many(3, () => dice.integer(1, 6));
    rows.push([`int32[${count},1] below ${length}`, `[${count},${inner}]`, [length, inner]]);
  }
  const segments: [x: string, ids: string, count: number][] = [
    ["[5]", "int32[5] = 0 2 1 0 2", 3],
    ["[5]", "int32[5] = 0 2 1 -1 7", 3],
    ["[4,3]", "int32[4] = 1 1 0 3", 4],
    ["[0]", "int32[0]", 3],
    ["[0,3]", "int32[0]", 3],
    ["[4,0]", "int32[4] = 1 1 0 3", 4],
    ["[5]", "int32[5] = 0 2 1 0 2", 0],
    ["[5]", "int32[4] = 0 2 1 0", 3],
    ["[]", "int32[] = 0", 3],
  ];
  const dense: [indices: string, values: string, shape: number[], initial: string][] = [
    ["int32[3,1] = 0 2 4", "[3]", [5], "[]"],
    ["int32[3,1] = 0 2 2", "[3]", [5], "[]"],
    ["int32[3] = 0 2 4", "[3]", [5], "[]"],
    ["int32[2,2] = 0 1 2 2", "[2]", [3, 3], "[]"],
    ["int32[2,2] = 0 1 2 2", "[]", [3, 3], "[]"],
    ["int32[] = 2", "[]", [4], "[]"],
    ["int32[0,1]", "[0]", [5], "[]"],
    ["int32[0]", "[0]", [5], "[]"],
    ["int32[0,1]", "[0]", [0], "[]"],
    ["int32[1,1] = 5", "[1]", [5], "[]"],
    ["int32[1,1] = -1", "[1]", [5], "[]"],
    ["int32[3,1] = 0 2 4", "[2]", [5], "[]"],
    ["int32[3,1] = 0 2 4", "[3]", [5], "[1]"],
    ["float32[3,1] = 0 2 4", "[3]", [5], "[]"],
  ];
  return [
    ...rows.flatMap(([indices, updates, shape]) =>
      DTYPES.flatMap((dtype) => [
        toCase(
          "ScatterNd",
          `tf.scatterND(indices, updates, [${shape}])`,
          [indices, `${dtype}${updates}`],
          (indices: Any, updates: Any) => tf.scatterND(indices, updates, shape as Any),
          { rounding: roughly(8) },
        ),
        toCase(
          "ScatterNd",
          `ScatterNd(indices, updates, [${shape}])`,
          [indices, `${dtype}${updates}`],
          (indices: Tensor, updates: Tensor) => runKernel("ScatterNd", { indices, updates }, { shape }),
          { rounding: roughly(8) },
        ),
        toCase("TensorScatterUpdate", "tf.tensorScatterUpdate(x, indices, updates)", [
          `${dtype}[${shape}] fine`,
          indices,
          `${dtype}${updates}`,
        ], (x: Any, indices: Any, updates: Any) => tf.tensorScatterUpdate(x, indices, updates)),
        toCase(
          "TensorScatterUpdate",
          "TensorScatterUpdate(x, indices, updates)",
          [`${dtype}[${shape}] fine`, indices, `${dtype}${updates}`],
          (tensor: Tensor, indices: Tensor, updates: Tensor) =>
            runKernel("TensorScatterUpdate", { tensor, indices, updates }),
        ),
      ])
    ),
    ...segments.flatMap(([x, ids, count]) =>
      DTYPES.flatMap((dtype) => [
        toCase(
          "UnsortedSegmentSum",
          `tf.unsortedSegmentSum(x, ids, ${count})`,
          [`${dtype}${x} fine`, ids],
          (x: Any, ids: Any) => tf.unsortedSegmentSum(x, ids, count),
          { rounding: roughly(8) },
        ),
      ])
    ),
    ...dense.flatMap(([indices, values, shape, initial]) =>
      DTYPES.flatMap((dtype) => [
        toCase("SparseToDense", `tf.sparseToDense(indices, values, [${shape}], initial)`, [
          indices,
          `${dtype}${values}`,
          `${dtype}${initial} ones`,
        ], (indices: Any, values: Any, initial: Any) => tf.sparseToDense(indices, values, shape as Any, initial)),
        toCase(
          "SparseToDense",
          `SparseToDense(indices, values, [${shape}], initial)`,
          [indices, `${dtype}${values}`, `${dtype}${initial} ones`],
          (sparseIndices: Tensor, sparseValues: Tensor, defaultValue: Tensor) =>
            runKernel("SparseToDense", { sparseIndices, sparseValues, defaultValue }, { outputShape: shape }),
        ),
      ])
    ),
  ];
}

function oneHotCases(): Case[] {
  const rows: [indices: string, depth: number, on?: number, off?: number][] = [
    ["int32[4] below 3", 3],
    ["int32[] below 3", 3],
    ["int32[2,3] below 3", 3],
    ["int32[4] around 3", 3],
    ["int32[4] below 3", 1],
    ["int32[4] below 3", 3, 2, -1],
    ["int32[4] below 3", 3, 0.5, 0.25],
    ["int32[4] below 3", 3, 300, 7],
    ["int32[0]", 3],
    ["int32[2,0]", 3],
    ["int32[4] below 3", 0],
    ["int32[4] below 3", -1],
    ["float32[4] below 3", 3],
    ["bool[4]", 2],
    ["bool[0]", 2],
    ["float32[0]", 2],
  ];
  return rows.flatMap(([indices, depth, on, off]) =>
    [undefined, ...DTYPES].flatMap((dtype) => [
      toCase("OneHot", `tf.oneHot(indices, ${depth}, ${on}, ${off}, ${dtype})`, [indices], (indices: Any) =>
        tf.oneHot(indices, depth, on, off, dtype)),
      toCase("OneHot", `OneHot(indices, ${depth}, ${on}, ${off}, ${dtype})`, [indices], (indices: Tensor) =>
        runKernel("OneHot", { indices }, { depth, onValue: on ?? 1, offValue: off ?? 0, dtype: dtype ?? "int32" })),
    ])
  );
}

/** Kernels without inputs. */
function madeCases(): Case[] {
  const shapes = [[], [1], [0], [3, 5], [2, 0], [2, 1, 2, 1, 3]];
  const ranges: [number, number, number | undefined][] = [
    [0, 5, 1],
    [5, 0, -2],
    [0, 1, 0.1],
    [0, 0, 1],
    [3, 0, 1],
    [-3, 3, undefined],
    [0, 5, 0],
    [0.5, 4, 1.5],
    [0, -5, 1],
  ];
  const lines: [number, number, number][] = [[0, 1, 5], [0, 1, 1], [5, -5, 11], [0, 1, 0], [0, 1, -1], [0.1, 0.7, 7], [
    NaN,
    1,
    3,
  ], [3, 3, 4]];
  return [
    ...shapes.flatMap((shape) =>
      [0, 1, 2.7, -3, 300, NaN, Infinity, 1e10].flatMap((value) =>
        [undefined, ...DTYPES].map((dtype) =>
          toCase("Fill", `tf.fill([${shape}], ${value}, ${dtype})`, [], () => tf.fill(shape as Any, value, dtype))
        )
      )
    ),
    toCase("Fill", 'tf.fill([2], "a", "string")', [], () => tf.fill([2], "a", "string")),
    ...ranges.flatMap(([start, stop, step]) =>
      [undefined, "float32" as const, "int32" as const].map((dtype) =>
        toCase(
          "Range",
          `tf.range(${start}, ${stop}, ${step}, ${dtype})`,
          [],
          () => tf.range(start, stop, step, dtype),
          { rounding: lastDigits(4) },
        )
      )
    ),
    ...lines.map(([start, stop, count]) =>
      toCase("LinSpace", `tf.linspace(${start}, ${stop}, ${count})`, [], () => tf.linspace(start, stop, count), {
        rounding: lastDigits(4),
      })
    ),
    ...shapes.flatMap((shape) =>
      DTYPES.flatMap((dtype) => [
        toCase("Fill", `tf.zeros([${shape}], ${dtype})`, [], () => tf.zeros(shape as Any, dtype)),
        toCase("Fill", `tf.ones([${shape}], ${dtype})`, [], () => tf.ones(shape as Any, dtype)),
      ])
    ),
    ...["[1,3]", "[2,4]", "[0,4]", "[2,1]", "[4]", "[2,0]"].flatMap((x) =>
      DTYPES.flatMap((dtype) =>
        [false, true].flatMap((isNormalized) =>
          [0, 1, 7].map((count) =>
            toCase(
              "Multinomial",
              `tf.multinomial(x, ${count}, 3, ${isNormalized})`,
              [`${dtype}${x} fraction`],
              (x: Any) => tf.multinomial(x, count, 3, isNormalized),
              { hasGradient: false },
            )
          )
        )
      )
    ),
    toCase(
      "Multinomial",
      "tf.multinomial(x, 7, 3, true)",
      ["float32[2,3] = 0 1 0 0.2 0.3 0.5"],
      (x: Any) => tf.multinomial(x, 7, 3, true),
      { hasGradient: false },
    ),
    toCase(
      "Multinomial",
      "tf.multinomial(x, 7, 3, false)",
      ["float32[2,3] = -9 5 NaN 2 3 5"],
      (x: Any) => tf.multinomial(x, 7, 3, false),
      { hasGradient: false },
    ),
  ];
}

function searchCases(): Case[] {
  const rows: [sorted: string, values: string][] = [
    ["[5] rising 2", "[4] around 9"],
    ["[1] zeros", "[3] whole"],
    ["[2,5] rising 2", "[2,3] around 20"],
    ["[0]", "[3]"],
    ["[5] rising", "[0]"],
    ["[0]", "[0]"],
    ["[2,0]", "[2,3]"],
    ["[0,3]", "[0,2]"],
    ["[6] = 0 0 1 1 2 2", "[4] = 0 1 2 3"],
    ["[2,5] rising 2", "[3,3] around 20"],
    ["[5] rising", "[2,2] below 5"],
    ["[]", "[]"],
    ["[2,2,3] rising", "[2,2,2] below 12"],
  ];
  return rows.flatMap(([sorted, values]) =>
    DTYPES.flatMap((dtype) =>
      (["left", "right"] as const).flatMap((side) => [
        toCase(
          "SearchSorted",
          `tf.searchSorted(sorted, values, ${side})`,
          [`${dtype}${sorted}`, `${dtype}${values}`],
          (sorted: Any, values: Any) => tf.searchSorted(sorted, values, side),
        ),
        ...sorted.split(",").length === 2
          ? [
            toCase(
              "SearchSorted",
              `SearchSorted(sorted, values, ${side})`,
              [`${dtype}${sorted}`, `${dtype}${values}`],
              (sortedSequence: Tensor, values: Tensor) =>
                runKernel("SearchSorted", { sortedSequence, values }, { side }),
            ),
          ]
          : [],
      ])
    )
  );
}

function sparseCases(): Case[] {
  const fills: string[][] = [
    ["int32[3,2] = 0 0 1 0 3 1", "[3]", "int32[2] = 5 6"],
    ["int32[3,2] = 0 0 1 0 1 1", "[3]", "int32[2] = 2 6"],
    ["int32[0,2]", "[0]", "int32[2] = 2 6"],
    ["int32[0,2]", "[0]", "int32[2] = 0 6"],
    ["int32[1,2] = 0 0", "[1]", "int32[2] = 0 6"],
    ["int32[1,2] = 7 0", "[1]", "int32[2] = 5 6"],
    ["int32[1,2] = -1 0", "[1]", "int32[2] = 5 6"],
    ["int32[3,2] = 3 0 1 0 0 1", "[3]", "int32[2] = 5 6"],
    ["int32[3,2] = 0 0 1 0 3 1", "[2]", "int32[2] = 5 6"],
  ];
  const reshapes: string[][] = [
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[1] = 6"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[2] = 3 -1"],
    ["int32[0,2]", "int32[2] = 2 3", "int32[1] = 6"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[1] = 5"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[2] = -1 -1"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[2] = 4 -1"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[1] = -2"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[2] = 2 3", "int32[0]"],
    ["int32[3,2] = 0 0 1 0 1 2", "int32[3] = 2 3 1", "int32[1] = 6"],
  ];
  const segments: string[][] = [
    ["[3,4]", "int32[2] = 0 1", "int32[2] = 0 0"],
    ["[3,4]", "int32[3] = 0 2 1", "int32[3] = 0 0 2"],
    ["[3,4]", "int32[0]", "int32[0]"],
    ["[0,4]", "int32[0]", "int32[0]"],
    ["[3,0]", "int32[2] = 0 1", "int32[2] = 0 0"],
    ["[3]", "int32[2] = 0 1", "int32[2] = 0 1"],
    ["[3,4]", "int32[2] = 0 3", "int32[2] = 0 0"],
    ["[3,4]", "int32[2] = -1 0", "int32[2] = 0 0"],
    ["[3,4]", "int32[2] = 0 1", "int32[2] = 1 0"],
    ["[3,4]", "int32[2] = 0 1", "int32[2] = -1 0"],
    ["[3,4]", "int32[2] = 0 1", "int32[1] = 0"],
    ["[3,2,2]", "int32[2] = 0 1", "int32[2] = 0 1"],
    ["[]", "int32[1] = 0", "int32[1] = 0"],
  ];
  return [
    ...fills.flatMap(([indices, values, shape]) =>
      DTYPES.map((dtype) =>
        toCase(
          "SparseFillEmptyRows",
          "tf.sparse.sparseFillEmptyRows(indices, values, shape, initial)",
          [indices, `${dtype}${values}`, shape, `${dtype}[] ones`],
          (indices: Any, values: Any, shape: Any, initial: Any) =>
            Object.values(tf.sparse.sparseFillEmptyRows(indices, values, shape, initial)),
          { hasGradient: false },
        )
      )
    ),
    ...reshapes.map((row) =>
      toCase(
        "SparseReshape",
        "tf.sparse.sparseReshape(indices, shape, newShape)",
        row,
        (indices: Any, shape: Any, newShape: Any) => Object.values(tf.sparse.sparseReshape(indices, shape, newShape)),
      )
    ),
    ...segments.flatMap(([data, indices, ids]) =>
      DTYPES.flatMap((dtype) => [
        toCase(
          "SparseSegmentSum",
          "tf.sparse.sparseSegmentSum(data, indices, ids)",
          [`${dtype}${data}`, indices, ids],
          (data: Any, indices: Any, ids: Any) => tf.sparse.sparseSegmentSum(data, indices, ids),
          { rounding: roughly(8) },
        ),
        toCase(
          "SparseSegmentMean",
          "tf.sparse.sparseSegmentMean(data, indices, ids)",
          [`${dtype}${data}`, indices, ids],
          (data: Any, indices: Any, ids: Any) => tf.sparse.sparseSegmentMean(data, indices, ids),
          { rounding: roughly(8) },
        ),
      ])
    ),
  ];
}

/** Kernels without a public operation. */
function raggedCases(): Case[] {
  const ranges = [["[3] = 0 1 8", "[3] = 3 1 5", "[3] = 1 1 -1"], ["[0]", "[0]", "[0]"], [
    "[] = 0",
    "[3] = 3 1 5",
    "[] = 2",
  ]];
  ranges.push(["[] = 0", "[3] = 3 1 5", "[] = 0"], ["[2] = 0 1", "[3] = 3 1 5", "[2] = 1 1"]);
  const gathers = [["int32[3] = 0 2 5", "[5]", "int32[2] = 1 0"], ["int32[3] = 0 2 5", "[5]", "int32[0]"], [
    "int32[1] = 0",
    "[0]",
    "int32[0]",
  ]];
  gathers.push(["int32[3] = 0 2 5", "[5]", "int32[1] = 2"], ["int32[3] = 0 2 9", "[5]", "int32[2] = 1 0"]);
  const tables = [["int32[2] = 2 4", "[5]", "[] ones", "int32[3] = 0 2 5"], [
    "int32[2] = -1 -1",
    "[5]",
    "[] ones",
    "int32[3] = 0 2 5",
  ], ["int32[2] = 1 4", "[0]", "[] ones", "int32[2] = 0 0"]];
  const options: CaseOptions = { hasGradient: false };
  return DTYPES.flatMap((dtype) => [
    ...ranges.map((row) =>
      toCase(
        "RaggedRange",
        "RaggedRange(starts, limits, deltas)",
        row.map((each) => dtype + each),
        (starts: Tensor, limits: Tensor, deltas: Tensor) => runKernel("RaggedRange", { starts, limits, deltas }),
        options,
      )
    ),
    ...gathers.map(([splits, values, indices]) =>
      toCase(
        "RaggedGather",
        "RaggedGather(splits, values, indices, 1)",
        [splits, dtype + values, indices],
        (splits: Tensor, paramsDenseValues: Tensor, indices: Tensor) =>
          runKernel("RaggedGather", { paramsNestedSplits: [splits] as Any, paramsDenseValues, indices }, {
            outputRaggedRank: 1,
          }),
        options,
      )
    ),
    ...tables.map(([shape, values, initial, splits]) =>
      toCase(
        "RaggedTensorToTensor",
        "RaggedTensorToTensor(shape, values, initial, splits)",
        [shape, dtype + values, dtype + initial, splits],
        (shape: Tensor, values: Tensor, defaultValue: Tensor, splits: Tensor) =>
          runKernel("RaggedTensorToTensor", { shape, values, defaultValue, rowPartitionTensors: [splits] as Any }, {
            rowPartitionTypes: ["ROW_SPLITS"],
          }),
        options,
      )
    ),
  ]);
}

function textCases(): Case[] {
  const list = (result: object) => Object.values(result) as Tensor[];
  return [
    ...["string[3] = a b|cd|", "string[] = a", "string[0]", "string[2,2] = a|b|c|d"].flatMap((line) => [
      toCase(
        "StringToHashBucketFast",
        "tf.string.stringToHashBucketFast(x, 10)",
        [line],
        (x: Any) => tf.string.stringToHashBucketFast(x, 10),
      ),
      toCase(
        "StringToHashBucketFast",
        "tf.string.stringToHashBucketFast(x, 0)",
        [line],
        (x: Any) => tf.string.stringToHashBucketFast(x, 0),
      ),
      toCase("StringSplit", 'tf.string.stringSplit(x, " ")', [line], (x: Any) => list(tf.string.stringSplit(x, " "))),
      toCase(
        "StringSplit",
        'tf.string.stringSplit(x, " ", false)',
        [line],
        (x: Any) => list(tf.string.stringSplit(x, " ", false)),
      ),
      toCase(
        "StaticRegexReplace",
        'tf.string.staticRegexReplace(x, "[ab]", "z")',
        [line],
        (x: Any) => tf.string.staticRegexReplace(x, "[ab]", "z"),
      ),
      toCase("Identity", "tf.clone(x)", [line], (x: Any) => tf.clone(x)),
      toCase("Reshape", "tf.reshape(x, [-1])", [line], (x: Any) => tf.reshape(x, [-1])),
      toCase("Slice", "tf.slice(x, 0)", [line], (x: Any) => tf.slice(x, 0)),
      toCase("Concat", "tf.concat([x, x])", [line], (x: Any) => tf.concat([x, x])),
      toCase("Tile", "tf.tile(x, [2])", [line], (x: Any) => tf.tile(x, [2])),
      toCase("GatherV2", "tf.gather(x, [0])", [line], (x: Any) => tf.gather(x, [0])),
      toCase("Transpose", "tf.transpose(x)", [line], (x: Any) => tf.transpose(x)),
      toCase("Equal", "tf.equal(x, x)", [line], (x: Any) => tf.equal(x, x)),
      toCase("NotEqual", "tf.notEqual(x, x)", [line], (x: Any) => tf.notEqual(x, x)),
      toCase("ZerosLike", "tf.zerosLike(x)", [line], (x: Any) => tf.zerosLike(x)),
      toCase("OnesLike", "tf.onesLike(x)", [line], (x: Any) => tf.onesLike(x)),
      toCase("Pack", "tf.stack([x, x])", [line], (x: Any) => tf.stack([x, x])),
      toCase("Unpack", "tf.unstack(x)", [line], (x: Any) => tf.unstack(x)),
      toCase(
        "StridedSlice",
        "tf.stridedSlice(x, [0], [2], [1])",
        [line],
        (x: Any) => tf.stridedSlice(x, [0], [2], [1]),
      ),
      toCase("Unique", "tf.unique(x)", [line], (x: Any) => list(tf.unique(x))),
      toCase("Reverse", "tf.reverse(x)", [line], (x: Any) => tf.reverse(x)),
      toCase("PadV2", "tf.pad(x, [[1, 1]])", [line], (x: Any) => tf.pad(x, [[1, 1]])),
      toCase("Cast", 'tf.cast(x, "float32")', [line], (x: Any) => tf.cast(x, "float32")),
      toCase("Add", "tf.add(x, x)", [line], (x: Any) => tf.add(x, x)),
      toCase("Sum", "tf.sum(x)", [line], (x: Any) => tf.sum(x)),
    ]),
    ...[["string[6] = a|b|c|d|e|f", "int32[3] = 0 4 6"], ["string[0]", "int32[1] = 0"], [
      "string[2] = a|b",
      "int32[2] = 0 5",
    ]].flatMap((row) => [
      toCase(
        "StringNGrams",
        'tf.string.stringNGrams(x, splits, "|", [3], "L", "R", -1, false)',
        row,
        (x: Any, splits: Any) => list(tf.string.stringNGrams(x, splits, "|", [3], "L", "R", -1, false)),
      ),
      toCase(
        "StringNGrams",
        'tf.string.stringNGrams(x, splits, "|", [1, 2], "", "", 0, true)',
        row,
        (x: Any, splits: Any) => list(tf.string.stringNGrams(x, splits, "|", [1, 2], "", "", 0, true)),
      ),
    ]),
    ...["string[4] = a|b|c|d", "string[0]"].map((line) =>
      toCase(
        "SparseToDense",
        "tf.sparseToDense(indices, x, [5], text)",
        [line],
        (x: Any) => tf.sparseToDense([0, 1, 2, 3].slice(0, x.size), x, [5], "z" as Any),
      )
    ),
  ];
}

/** The kernels that gradients call: TF.js's and ours. */
function oursCases(): Case[] {
  const shapes = ["[]", "[1]", "[0]", "[19]", "[3,5]", "[2,0]"];
  return shapes.flatMap((shape) => [
    ...DTYPES.flatMap((dtype) => [
      toCase(
        "EluGrad",
        "EluGrad(dy, y)",
        [`${dtype}${shape} fine`, `${dtype}${shape} usual`],
        (dy: Tensor, y: Tensor) => runKernel("EluGrad", { dy, y }),
        { rounding: lastDigits(4), hasGradient: false },
      ),
    ]),
    ...["usual", "special"].flatMap((kind) => [
      toCase(
        "ReluGradient",
        "ReluGradient(dy, x)",
        [`float32${shape} fine`, `float32${shape} ${kind}`],
        (a: Tensor, b: Tensor) => runKernel("ReluGradient", { a, b }),
        { hasGradient: false },
      ),
      toCase(
        "SquareGradient",
        "SquareGradient(dy, x)",
        [`float32${shape} fine`, `float32${shape} ${kind}`],
        (a: Tensor, b: Tensor) => runKernel("SquareGradient", { a, b }),
        { rounding: lastDigits(4), hasGradient: false },
      ),
      toCase(
        "EluGrad",
        "EluGrad(dy, y)",
        [`float32${shape} fine`, `float32${shape} ${kind}`],
        (dy: Tensor, y: Tensor) => runKernel("EluGrad", { dy, y }),
        { rounding: lastDigits(4), hasGradient: false },
      ),
    ]),
    toCase(
      "Scale",
      "Scale(x, 0.3)",
      [`float32${shape} fine`],
      (x: Tensor) => runKernel("Scale", { x }, { factor: 0.3, shape: x.shape }),
      { rounding: lastDigits(4), hasGradient: false },
    ),
  ]).concat(
    toCase(
      "Scale",
      "Scale(x, 0.3, [2,3])",
      ["float32[] fine"],
      (x: Tensor) => runKernel("Scale", { x }, { factor: 0.3, shape: [2, 3] }),
      { rounding: lastDigits(4), hasGradient: false },
    ),
  );
}
