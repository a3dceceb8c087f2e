/**
 * Kernels that move numbers: parts and rows of tensors, the order of axes, and shapes.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, roughly, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/** An argument whose type in TF.js is narrower than in our tables. */
// deno-lint-ignore no-explicit-any
type Any = any;

/** The lines for one shape: one line for each dtype. */
function inputsOfEachType(shape: string | number[]): string[] {
  const text = typeof shape === "string" ? shape : `[${shape}]`;
  return [`float32${text} special`, `int32${text} wide`, `bool${text}`];
}

/** The cases of this module, including `more` random rows for some kernels. */
export function layoutCases(more: number): Case[] {
  return [
    ...sliceCases(more),
    ...stridedSliceCases(more),
    ...concatCases(more),
    ...stackCases(more),
    ...splitCases(),
    ...padCases(more),
    ...orderCases(more),
    ...tileCases(more),
    ...blockCases(),
    ...selectCases(more),
    ...bandCases(),
  ];
}

function sliceCases(more: number): Case[] {
  const rows: [x: string, begin: number | number[], size: number | number[] | undefined][] = [
    ["[]", [], []],
    ["[7]", 2, 3],
    ["[7]", 2, undefined],
    ["[7]", 0, 0],
    ["[7]", 7, 0],
    ["[7]", 7, undefined],
    ["[0]", 0, 0],
    ["[0]", 0, undefined],
    ["[1]", 0, 1],
    ["[3,5,7]", [1, 2, 3], [2, 3, 4]],
    ["[3,5,7]", [1, 2], [1, -1]],
    ["[3,5,7]", 1, 1],
    ["[3,5,7]", [0, 0, 2], [-1, -1, 2]],
    ["[3,5,7]", [3, 0, 0], [0, 5, 7]],
    ["[3,0,2]", [1, 0, 0], [2, 0, 2]],
    ["[2,1,2,2,3,2]", [0, 0, 1, 0, 1, 0], [2, 1, 1, 2, 2, 1]],
    // beyond the edge
    ["[7]", 5, 3],
    ["[7]", 8, 0],
    ["[7]", 9, undefined],
    ["[7]", -1, 2],
    ["[7]", -1, undefined],
    ["[7]", 0, -2],
    ["[7]", 0, 8],
    ["[7]", 1.5, 2],
    ["[3,5]", [2, 3], [2, 2]],
    ["[3,5]", [0, 0], [4, 5]],
    ["[3,5]", [3, 0], [1, 5]],
    ["[3,5]", [0, 0, 0], [1, 1, 1]],
    ["[]", 0, 1],
  ];
  const dice = new Dice("Slice");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(1, 6);
    const begin = shape.map((length) => dice.integer(0, length));
    rows.push([
      `[${shape}]`,
      begin,
      shape.map((length, axis) => dice.integer(dice.is(0.1) ? -1 : 0, length - begin[axis] + Number(dice.is(0.05)))),
    ]);
  }
  return rows.flatMap(([x, begin, size]) =>
    inputsOfEachType(x).flatMap((line) => [
      toCase("Slice", `tf.slice(x, ${JSON.stringify(begin)}, ${JSON.stringify(size)})`, [line], (x: Any) =>
        tf.slice(x, begin as Any, size as Any)),
      ...Array.isArray(begin) && Array.isArray(size) && begin.length > 0
        ? [toCase("Slice", `Slice(x, ${JSON.stringify(begin)}, ${JSON.stringify(size)})`, [line], (x: Tensor) =>
          runKernel("Slice", { x }, { begin, size }))]
        : [],
    ])
  );
}

function stridedSliceCases(more: number): Case[] {
  type Row = [x: string, begin: number[], end: number[], strides?: number[], ...masks: number[]];
  const rows: Row[] = [
    ["[7]", [1], [6], [2]],
    ["[7]", [6], [1], [-2]],
    ["[7]", [0], [3], [1]],
    ["[7]", [-3], [7]],
    ["[7]", [1], [20], [2]],
    ["[7]", [20], [30], [2]],
    ["[7]", [3], [3]],
    ["[7]", [3], [1]],
    ["[7]", [1], [6], [0]],
    ["[0]", [0], [0]],
    ["[0]", [0], [3], [2]],
    ["[1]", [0], [1]],
    ["[3,5]", [0, 1], [3, 5], [2, 2]],
    ["[3,5]", [2, 4], [-4, -6], [-1, -1]],
    ["[3,5]", [1, 1], [2, 5], [1, 2], 1, 2],
    ["[3,5]", [1, 1], [2, 5], [1, 2], 3, 3],
    ["[3,5]", [1, 1], [2, 5], [1, 2], 0, 0, 0, 0, 1],
    ["[3,5]", [1, 1], [2, 5], [1, 2], 0, 0, 0, 1, 0],
    ["[3,5,7]", [0, 1], [1, 3], [1, 1], 0, 0, 1, 0, 0],
    ["[3,5,7]", [1], [3], [1]],
    ["[3,5,7]", [1, 0, 0], [1, 5, 7], [1, 1, 1]],
    ["[2,2,2,2,2]", [0, 0, 0, 0, 0], [2, 1, 2, 1, 2], [1, 1, 1, 1, 1]],
    ["[2,0]", [0, 0], [2, 0], [1, 1]],
    ["[3,5]", [0, 0, 0], [1, 1, 1]],
    ["[]", [], []],
  ];
  const dice = new Dice("StridedSlice");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(1, 4);
    const bits = () => dice.is(0.7) ? 0 : dice.integer(0, 2 ** shape.length - 1);
    const place = () => shape.map((length) => dice.integer(-length - 1, length + 1));
    const strides = shape.map(() => dice.one([1, 1, 2, 3, -1, -2]));
    rows.push([`[${shape}]`, place(), place(), strides, bits(), bits(), 0, 0, dice.is(0.8) ? 0 : bits()]);
  }
  return rows.flatMap(([x, begin, end, strides, ...masks]) =>
    inputsOfEachType(x).map((line) =>
      toCase(
        "StridedSlice",
        `tf.stridedSlice(x, [${begin}], [${end}], [${strides}], ${masks})`,
        [line],
        (x: Any) => tf.stridedSlice(x, begin, end, strides, ...masks as []),
      )
    )
  );
}

function concatCases(more: number): Case[] {
  const rows: [shapes: string[], axis: number][] = [
    [["[3]", "[4]"], 0],
    [["[1]"], 0],
    [["[2,3]", "[2,3]"], 0],
    [["[2,3]", "[2,4]"], 1],
    [["[2,3]", "[2,4]"], -1],
    [["[2,3]", "[1,3]", "[4,3]"], -2],
    [["[2,3,4]", "[2,1,4]", "[2,2,4]"], 1],
    [["[0]", "[3]"], 0],
    [["[0]", "[0]"], 0],
    [["[2,0]", "[2,3]"], 1],
    [["[0,3]", "[2,3]"], 0],
    [["[0,3]", "[0,4]"], 1],
    [["[2,1,2,1]", "[2,1,2,3]"], 3],
    [["[2,1,2,1,2]", "[2,1,1,1,2]"], 2],
    [["[2,3]", "[2,4]"], 0],
    [["[2,3]", "[3]"], 0],
    [["[2,3]", "[2,3]"], 2],
    [["[2,3]", "[2,3]"], -3],
    [["[]", "[]"], 0],
  ];
  const dice = new Dice("Concat");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(1, 5);
    const axis = dice.integer(0, shape.length - 1);
    const parts = dice.many(dice.integer(1, 4), () => `[${shape.with(axis, dice.integer(0, 4))}]`);
    rows.push([parts, axis]);
  }
  return rows.flatMap(([shapes, axis]) => [
    ...[0, 1, 2].flatMap((which) => {
      const row = shapes.map((shape) => inputsOfEachType(shape)[which]);
      return [
        toCase("Concat", `tf.concat(all, ${axis})`, row, (...all: Any[]) => tf.concat(all, axis)),
        toCase("Concat", `Concat(all, ${axis})`, row, (...all: Tensor[]) => runKernel("Concat", all, { axis })),
      ];
    }),
    toCase(
      "Concat",
      `tf.concat(all, ${axis})`,
      shapes.map((shape, i) => inputsOfEachType(shape)[i % 3]),
      (...all: Any[]) => tf.concat(all, axis),
    ),
  ]);
}

function stackCases(more: number): Case[] {
  const rows: [shapes: string[], axis: number][] = [
    [["[]", "[]"], 0],
    [["[3]"], 0],
    [["[3]", "[3]"], 0],
    [["[3]", "[3]"], 1],
    [["[3]", "[3]"], -1],
    [["[2,3]", "[2,3]", "[2,3]"], 1],
    [["[2,3]", "[2,3]", "[2,3]"], 2],
    [["[0]", "[0]"], 0],
    [["[0]", "[0]"], 1],
    [["[2,0]", "[2,0]"], 1],
    [["[2,1,2,2]", "[2,1,2,2]"], 3],
    [["[3]", "[4]"], 0],
    [["[3]", "[3,1]"], 0],
    [["[3]", "[3]"], 2],
    [["[3]", "[3]"], -3],
  ];
  const dice = new Dice("Pack");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(0, 4);
    rows.push([dice.many(dice.integer(1, 4), () => `[${shape}]`), dice.integer(0, shape.length)]);
  }
  const packs = rows.flatMap(([shapes, axis]) =>
    [0, 1, 2].flatMap((which) => {
      const row = shapes.map((shape) => inputsOfEachType(shape)[which]);
      return [
        toCase("Pack", `tf.stack(all, ${axis})`, row, (...all: Any[]) => tf.stack(all, axis)),
        toCase("Pack", `Pack(all, ${axis})`, row, (...all: Tensor[]) => runKernel("Pack", all, { axis })),
      ];
    }).concat(toCase(
      "Pack",
      `tf.stack(all, ${axis})`,
      shapes.map((shape, i) => inputsOfEachType(shape)[i % 3]),
      (...all: Any[]) => tf.stack(all, axis),
    ))
  );
  const unpacks =
    ([["[3]", 0], ["[2,3]", 0], ["[2,3]", 1], ["[2,3]", -1], ["[2,3,4]", 1], ["[2,3,4]", -3], ["[0,3]", 0], [
      "[3,0]",
      0,
    ], ["[3,0]", 1]] as [string, number][])
      .concat([["[2,1,2,1,3,2]", 4], ["[1]", 0], ["[0]", 0], ["[]", 0], ["[2,3]", 2], ["[2,3]", -3]]).flatMap((
        [x, axis],
      ) =>
        inputsOfEachType(x).flatMap((line) => [
          toCase("Unpack", `tf.unstack(x, ${axis})`, [line], (x: Any) => tf.unstack(x, axis)),
          ...isAxis(axis, x)
            ? [
              toCase(
                "Unpack",
                `Unpack(x, ${axis})`,
                [line],
                (value: Tensor) => runKernel("Unpack", { value }, { axis }),
              ),
            ]
            : [],
        ])
      );
  return [...packs, ...unpacks];
}

function splitCases(): Case[] {
  const rows: [x: string, parts: number | number[], axis: number][] = [
    ["[6]", 2, 0],
    ["[6]", [1, 2, 3], 0],
    ["[6]", [1, -1, 3], 0],
    ["[6]", [0, 6], 0],
    ["[4,6]", 3, 1],
    ["[4,6]", [1, 5], -1],
    ["[4,6]", [4], 0],
    ["[2,4,3]", 2, 1],
    ["[0,4]", 2, 1],
    ["[0,4]", [0, 0], 0],
    ["[0]", [0], 0],
    ["[1]", 1, 0],
    ["[2,1,4,1,3]", [1, 3], 2],
    ["[6]", 4, 0],
    ["[6]", [1, 2], 0],
    ["[6]", [-1, -1], 0],
    ["[6]", [7, -1], 0],
    ["[6]", 2, 1],
    ["[]", 1, 0],
  ];
  return rows.flatMap(([x, parts, axis]) =>
    inputsOfEachType(x).map((line) =>
      toCase(
        "SplitV",
        `tf.split(x, ${JSON.stringify(parts)}, ${axis})`,
        [line],
        (x: Any) => tf.split(x, parts as Any, axis),
      )
    )
  );
}

function padCases(more: number): Case[] {
  const rows: [x: string, paddings: [number, number][]][] = [
    ["[]", []],
    ["[3]", [[1, 2]]],
    ["[3]", [[0, 0]]],
    ["[1]", [[0, 0]]],
    ["[1]", [[1, 1]]],
    ["[0]", [[1, 2]]],
    ["[0]", [[0, 0]]],
    ["[2,3]", [[1, 0], [0, 2]]],
    ["[2,0]", [[1, 1], [0, 0]]],
    ["[0,2]", [[0, 0], [1, 1]]],
    ["[2,3,4]", [[1, 0], [0, 2], [1, 1]]],
    ["[2,3,4]", [[0, 0], [0, 0], [1, 1]]],
    ["[2,3,2,2]", [[0, 0], [1, 2], [1, 1], [0, 0]]],
    ["[2,1,2,1,2]", [[1, 0], [0, 0], [0, 1], [0, 0], [1, 0]]],
    ["[3]", [[3, 3]]],
    ["[3]", [[4, 0]]],
    ["[3]", [[-1, 0]]],
    ["[2,3]", [[1, 0]]],
  ];
  const dice = new Dice("PadV2");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(1, 4);
    rows.push([
      `[${shape}]`,
      shape.map((length) => [dice.integer(0, Math.max(0, length - 1)), dice.integer(0, Math.max(0, length - 1))]),
    ]);
  }
  return rows.flatMap(([x, paddings]) =>
    inputsOfEachType(x).flatMap((line) => [
      ...[0, 1, -2.5, 300, NaN].map((value) =>
        toCase("PadV2", `tf.pad(x, ${JSON.stringify(paddings)}, ${value})`, [line], (x: Any) =>
          tf.pad(x, paddings, value))
      ),
      toCase("PadV2", `PadV2(x, ${JSON.stringify(paddings)})`, [line], (x: Tensor) =>
        runKernel("PadV2", { x }, { paddings, constantValue: 2 })),
      ...(["reflect", "symmetric"] as const).flatMap((mode) => [
        toCase("MirrorPad", `tf.mirrorPad(x, ${JSON.stringify(paddings)}, ${mode})`, [line], (x: Any) =>
          tf.mirrorPad(x, paddings, mode)),
        toCase("MirrorPad", `MirrorPad(x, ${JSON.stringify(paddings)}, ${mode})`, [line], (x: Tensor) =>
          runKernel("MirrorPad", { x }, { paddings, mode })),
      ]),
    ])
  );
}

/** Cases that change the order of axes or the shape. */
function orderCases(more: number): Case[] {
  const reverses: [string, number | number[] | undefined][] = [
    ["[]", undefined],
    ["[1]", undefined],
    ["[7]", undefined],
    ["[7]", 0],
    ["[7]", -1],
    ["[2,3]", 1],
    ["[2,3]", 0],
    ["[2,3]", undefined],
    ["[2,3]", []],
    ["[0]", 0],
    ["[0,3]", 1],
    ["[3,0]", 0],
    ["[2,3,4]", [0, 2]],
    ["[2,3,4]", [-1, -2]],
    ["[2,1,2,1,3]", [2, 4]],
    ["[2,1,2,1,3,2]", [0, 5]],
    ["[2,3]", 2],
    ["[2,3]", -3],
    ["[2,3]", [0, 0]],
  ];
  const transposes: [string, number[] | undefined][] = [
    ["[]", undefined],
    ["[1]", undefined],
    ["[7]", undefined],
    ["[2,3]", undefined],
    ["[2,3]", [0, 1]],
    ["[2,3]", [1, 0]],
    ["[0,3]", undefined],
    ["[3,0]", [1, 0]],
    ["[0]", undefined],
    ["[2,3,4]", [2, 0, 1]],
    ["[2,3,4]", [0, 2, 1]],
    ["[2,1,4]", [1, 2, 0]],
    ["[2,3,2,2]", [3, 1, 0, 2]],
    ["[2,1,2,1,3]", [4, 3, 2, 1, 0]],
    ["[2,1,2,1,3,2]", [5, 0, 4, 1, 3, 2]],
    ["[2,0,3]", [2, 0, 1]],
    ["[2,3]", [0]],
    ["[2,3]", [0, 2]],
    ["[2,3]", [0, 0]],
    ["[2,3]", [-1, 0]],
  ];
  const dice = new Dice("Transpose");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(1, 6);
    const order = shape.map((_, axis) => axis).map((axis) => ({ axis, place: dice.integer(0, 1000) })).toSorted((
      a,
      b,
    ) => a.place - b.place).map(({ axis }) => axis);
    transposes.push([`[${shape}]`, order]);
    reverses.push([`[${shape}]`, [
      ...new Set(dice.many(dice.integer(0, shape.length), () => dice.integer(0, shape.length - 1))),
    ]]);
  }
  const reshapes: [string, number[]][] = [
    ["[]", []],
    ["[]", [1]],
    ["[]", [1, 1]],
    ["[6]", [2, 3]],
    ["[6]", [-1]],
    ["[6]", [3, -1]],
    ["[2,3]", [6]],
    ["[2,3]", [1, 6, 1]],
    ["[0]", [0]],
    ["[0]", [0, 3]],
    ["[0,3]", [0]],
    ["[0]", [-1]],
    ["[0]", [2, -1]],
    ["[2,3,4]", [4, 6]],
    ["[1]", []],
    ["[6]", [4]],
    ["[6]", [4, -1]],
    ["[6]", [-1, -1]],
    ["[6]", [-2, -3]],
    ["[2,1,2,1,3,2]", [4, 6]],
  ];
  const expansions: [string, number][] = [
    ["[]", 0],
    ["[3]", 0],
    ["[3]", 1],
    ["[3]", -1],
    ["[2,3]", 1],
    ["[0]", 0],
    ["[0]", 1],
    ["[2,0]", -1],
    ["[2,3]", 3],
    ["[2,3]", -4],
    ["[2,1,2,1,3]", 2],
  ];
  const diagonals = ["[]", "[1]", "[0]", "[4]", "[2,3]", "[2,0]", "[2,2,2]", "[2,2,2,2]"];
  const uniques: [string, number | undefined][] = [
    ["[7]", undefined],
    ["[7]", 0],
    ["[1]", undefined],
    ["[0]", undefined],
    ["[4,2]", 0],
    ["[2,4]", 1],
    ["[2,4]", -1],
    ["[0,2]", 0],
    ["[2,0]", 0],
    ["[3,2,2]", 1],
    ["[]", undefined],
    ["[2,2]", 2],
  ];
  return [
    ...reverses.flatMap(([x, axis]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("Reverse", `tf.reverse(x, ${JSON.stringify(axis)})`, [line], (x: Any) => tf.reverse(x, axis)),
        ...Array.isArray(axis)
          ? [toCase("Reverse", `Reverse(x, ${JSON.stringify(axis)})`, [line], (x: Tensor) =>
            runKernel("Reverse", { x }, { dims: axis }))]
          : [],
      ])
    ),
    ...transposes.flatMap(([x, perm]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("Transpose", `tf.transpose(x, ${JSON.stringify(perm)})`, [line], (x: Any) => tf.transpose(x, perm)),
        ...perm && isOrder(perm, x)
          ? [toCase("Transpose", `Transpose(x, ${JSON.stringify(perm)})`, [line], (x: Tensor) =>
            runKernel("Transpose", { x }, { perm }))]
          : [],
      ])
    ),
    ...reshapes.flatMap(([x, shape]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("Reshape", `tf.reshape(x, [${shape}])`, [line], (x: Any) => tf.reshape(x, shape)),
        toCase("Reshape", `Reshape(x, [${shape}])`, [line], (x: Tensor) => runKernel("Reshape", { x }, { shape })),
      ])
    ),
    ...expansions.flatMap(([x, axis]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("ExpandDims", `tf.expandDims(x, ${axis})`, [line], (x: Any) => tf.expandDims(x, axis)),
        toCase("ExpandDims", `ExpandDims(x, ${axis})`, [line], (input: Tensor) =>
          runKernel("ExpandDims", { input }, { dim: axis })),
        toCase("Reshape", `tf.squeeze(tf.expandDims(x, ${axis}))`, [line], (x: Any) =>
          tf.squeeze(tf.expandDims(x, axis))),
      ])
    ),
    ...diagonals.flatMap((x) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("Diag", "tf.diag(x)", [line], (x: Any) => tf.diag(x)),
        toCase("Diag", "Diag(x)", [line], (x: Tensor) => runKernel("Diag", { x })),
      ])
    ),
    ...uniques.flatMap(([x, axis]) =>
      [`float32${x} usual`, ...inputsOfEachType(x), `int32${x} below 3`].map((line) =>
        toCase("Unique", `tf.unique(x, ${axis})`, [line], (x: Any) => Object.values(tf.unique(x, axis)), {
          hasGradient: false,
        })
      )
    ),
  ];
}

/**
 * Whether `perm` contains each axis of a shape exactly once. Operations refuse any other `perm`, so kernels never get
 * one.
 */
function isOrder(perm: number[], shape: string): boolean {
  if (perm.length !== shape.split(",").length) return false;
  return perm.toSorted((a, b) => a - b).every((axis, place) => axis === place);
}

/** Whether a shape, such as "[2,3]", has this axis. */
function isAxis(axis: number, shape: string): boolean {
  return axis >= 0 && axis < shape.split(",").length && shape !== "[]";
}

function tileCases(more: number): Case[] {
  const tiles: [string, number[]][] = [
    ["[]", []],
    ["[3]", [2]],
    ["[3]", [1]],
    ["[3]", [0]],
    ["[1]", [5]],
    ["[0]", [3]],
    ["[2,3]", [2, 3]],
    ["[2,3]", [1, 2]],
    ["[2,0]", [2, 2]],
    ["[2,3,2]", [1, 2, 3]],
    ["[2,1,2,1,2]", [1, 2, 1, 2, 1]],
    ["[2,1,2,1,3,2]", [1, 2, 1, 1, 1, 2]],
    ["[2,3]", [2]],
    ["[3]", [-1]],
    ["[3]", [1.5]],
  ];
  const dice = new Dice("Tile");
  for (let i = 0; i < more; i++) {
    const shape = dice.shape(1, 5, 4);
    tiles.push([`[${shape}]`, shape.map(() => dice.integer(1, 3))]);
  }
  const wholes: [string, number[]][] = [
    ["[]", [2, 3]],
    ["[3]", [2, 3]],
    ["[3,1]", [3, 4]],
    ["[1]", [0]],
    ["[0]", [0]],
    ["[0]", [2, 0]],
    ["[2,1,3]", [2, 4, 3]],
    ["[3]", [4]],
    ["[3]", [3, 2]],
    ["[1]", [2, 2, 2, 2, 2]],
  ];
  return [
    ...tiles.flatMap(([x, reps]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("Tile", `tf.tile(x, [${reps}])`, [line], (x: Any) => tf.tile(x, reps), { rounding: roughly(32) }),
        toCase("Tile", `Tile(x, [${reps}])`, [line], (x: Tensor) => runKernel("Tile", { x }, { reps }), {
          rounding: roughly(32),
        }),
      ])
    ),
    ...wholes.flatMap(([x, shape]) =>
      inputsOfEachType(x).map((line) =>
        toCase("Tile", `tf.broadcastTo(x, [${shape}])`, [line], (x: Any) => tf.broadcastTo(x, shape as Any), {
          rounding: roughly(32),
        })
      )
    ),
    ...[
      ["int32[2] = 2 3", "int32[2] = 1 3"],
      ["int32[1] = 1", "int32[3] = 4 5 6"],
      ["int32[2] = 2 3", "int32[2] = 4 3"],
      ["int32[0]", "int32[2] = 2 3"],
      ["int32[0]", "int32[0]"],
      ["int32[2] = 2 0", "int32[2] = 1 1"],
      ["float32[2] = 2 3", "float32[2] = 1 3"],
      ["bool[2]", "bool[2]"],
      ["int32[]", "int32[1]"],
    ].flatMap((row) => [
      toCase("BroadcastArgs", "tf.broadcastArgs(a, b)", row, (a: Tensor, b: Tensor) => tf.broadcastArgs(a, b)),
      toCase(
        "BroadcastArgs",
        "BroadcastArgs(a, b)",
        row,
        (s0: Tensor, s1: Tensor) => runKernel("BroadcastArgs", { s0, s1 }),
      ),
    ]),
  ];
}

function blockCases(): Case[] {
  const toSpace: [string, number][] = [
    ["[1,1,1,4]", 2],
    ["[2,2,3,8]", 2],
    ["[1,2,2,9]", 3],
    ["[0,2,2,4]", 2],
    ["[1,0,2,4]", 2],
    ["[1,2,2,0]", 2],
    ["[1,2,2,3]", 2],
    ["[1,2,2,4]", 1],
    ["[2,2,4]", 2],
    ["[1,2,2,4]", 0],
  ];
  const toBatch: [string, number[], number[][]][] = [
    ["[1,2,2,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[2,4,3,2]", [2, 2], [[0, 0], [1, 0]]],
    ["[1,4]", [2], [[0, 0]]],
    ["[2,5,2]", [3], [[1, 0]]],
    ["[0,2,2,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[1,0,2,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[1,2,2,0]", [2, 2], [[0, 0], [0, 0]]],
    ["[1,3,3,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[1,2,2,1]", [2], [[0, 0]]],
    ["[1,2,2,1]", [1, 1], [[0, 0], [0, 0]]],
    ["[1,2,2,1]", [0, 1], [[0, 0], [0, 0]]],
  ];
  const fromBatch: [string, number[], number[][]][] = [
    ["[4,1,1,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[8,2,2,2]", [2, 2], [[0, 1], [1, 0]]],
    ["[2,3]", [2], [[0, 0]]],
    ["[2,3]", [2], [[1, 2]]],
    ["[0,2,2,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[4,0,2,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[4,2,2,0]", [2, 2], [[0, 0], [0, 0]]],
    ["[3,1,1,1]", [2, 2], [[0, 0], [0, 0]]],
    ["[4,1,1,1]", [2, 2], [[3, 0], [0, 0]]],
    ["[4,1]", [2, 2], [[0, 0], [0, 0]]],
  ];
  return [
    ...toSpace.flatMap(([x, size]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("DepthToSpace", `tf.depthToSpace(x, ${size})`, [line], (x: Any) => tf.depthToSpace(x, size)),
        toCase("DepthToSpace", `DepthToSpace(x, ${size})`, [line], (x: Tensor) =>
          runKernel("DepthToSpace", { x }, { blockSize: size, dataFormat: "NHWC" })),
      ])
    ),
    ...toBatch.flatMap(([x, block, paddings]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("SpaceToBatchND", `tf.spaceToBatchND(x, [${block}], ${JSON.stringify(paddings)})`, [line], (x: Any) =>
          tf.spaceToBatchND(x, block, paddings)),
        toCase("SpaceToBatchND", `SpaceToBatchND(x, [${block}], ${JSON.stringify(paddings)})`, [line], (x: Tensor) =>
          runKernel("SpaceToBatchND", { x }, { blockShape: block, paddings })),
      ])
    ),
    ...fromBatch.flatMap(([x, block, crops]) =>
      inputsOfEachType(x).flatMap((line) => [
        toCase("BatchToSpaceND", `tf.batchToSpaceND(x, [${block}], ${JSON.stringify(crops)})`, [line], (x: Any) =>
          tf.batchToSpaceND(x, block, crops)),
        toCase("BatchToSpaceND", `BatchToSpaceND(x, [${block}], ${JSON.stringify(crops)})`, [line], (x: Tensor) =>
          runKernel("BatchToSpaceND", { x }, { blockShape: block, crops })),
      ])
    ),
  ];
}

function selectCases(more: number): Case[] {
  const rows: [string, string, string][] = [
    ["[]", "[]", "[]"],
    ["[1]", "[1]", "[1]"],
    ["[0]", "[0]", "[0]"],
    ["[13]", "[13]", "[13]"],
    ["[3,5]", "[3,5]", "[3,5]"],
    ["[3]", "[3,5]", "[3,5]"],
    ["[3,1]", "[3,5]", "[5]"],
    ["[3,5]", "[]", "[]"],
    ["[0,3]", "[0,3]", "[0,3]"],
    ["[0]", "[0,3]", "[0,3]"],
    ["[2,1,2,1]", "[1,3,1,3]", "[2,3,2,3]"],
    ["[13]", "[12]", "[13]"],
    ["[4]", "[3,5]", "[3,5]"],
    ["[67]", "[67]", "[67]"],
  ];
  const dice = new Dice("Select");
  for (let i = 0; i < more; i++) {
    const full = dice.shape(0, 4);
    const part = () => `[${full.map((length) => dice.is(0.25) ? 1 : length).slice(dice.is(0.2) ? 1 : 0)}]`;
    rows.push([part(), part(), part()]);
  }
  return rows.flatMap(([condition, t, e]) =>
    [["float32", "float32"], ["int32", "int32"], ["bool", "bool"], ["float32", "int32"], ["bool", "int32"]].flatMap(
      ([first, second]) => {
        const row = [`bool${condition}`, `${first}${t} wide`, `${second}${e} fine`];
        return [
          toCase("Select", "tf.where(condition, a, b)", row, (c: Any, a: Any, b: Any) => tf.where(c, a, b)),
          toCase(
            "Select",
            "Select(condition, a, b)",
            row,
            (condition: Tensor, t: Tensor, e: Tensor) => runKernel("Select", { condition, t, e }),
          ),
        ];
      },
    )
  ).concat(
    toCase(
      "Select",
      "tf.where(condition, a, b)",
      ["int32[3]", "float32[3]", "float32[3]"],
      (c: Any, a: Any, b: Any) => tf.where(c, a, b),
    ),
  );
}

/** Operations that learners use, each made of several kernels. */
function bandCases(): Case[] {
  return ["[3,3]", "[2,4]", "[4,2]", "[2,3,3]", "[1,1]", "[0,3]", "[3,0]", "[3]"].flatMap((x) =>
    inputsOfEachType(x).flatMap((line) => [
      ...[[0, 0], [1, -1], [-1, 0], [1, 1], [9, 9]].map(([lower, upper]) =>
        toCase(
          "Select",
          `tf.linalg.bandPart(x, ${lower}, ${upper})`,
          [line],
          (x: Any) => tf.linalg.bandPart(x, lower, upper),
        )
      ),
      toCase("Concat", "tf.meshgrid(x, x)", [line], (x: Any) => tf.meshgrid(x, x)),
    ])
  );
}
