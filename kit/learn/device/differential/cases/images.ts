/**
 * Kernels for images, and for normalizing the outputs of layers.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Case, type CaseOptions, roughly, runKernel, toCase } from "./case.ts";
import { Dice } from "./dice.ts";

/** An argument whose type in TF.js is narrower than in our tables. */
// deno-lint-ignore no-explicit-any
type Any = any;

const DTYPES = ["float32", "int32", "bool"];

/** The cases of this module, including `more` random rows for resizing. */
export function imageCases(more: number): Case[] {
  return [...resizeCases(more), ...cropCases(), ...suppressionCases(), ...movingCases(), ...normalizationCases()];
}

function resizeCases(more: number): Case[] {
  const rows: [x: string, size: [number, number]][] = [
    ["[1,2,2,1]", [4, 4]],
    ["[2,5,4,3]", [3, 7]],
    ["[2,5,4,3]", [5, 4]],
    ["[2,5,4,3]", [1, 1]],
    ["[1,1,1,2]", [3, 3]],
    ["[5,4,3]", [2, 2]],
    ["[0,5,4,3]", [2, 2]],
    ["[1,0,4,3]", [2, 2]],
    ["[1,5,4,0]", [2, 2]],
    ["[1,5,4,3]", [0, 2]],
    ["[1,5,4,3]", [-1, 2]],
    ["[5,4]", [2, 2]],
  ];
  const dice = new Dice("ResizeBilinear");
  for (let i = 0; i < more; i++) {
    const x = [dice.integer(1, 2), dice.integer(1, 7), dice.integer(1, 7), dice.integer(1, 4)];
    rows.push([`[${x}]`, [dice.integer(1, 9), dice.integer(1, 9)]]);
  }
  return rows.flatMap(([x, size]) =>
    [[false, false], [true, false], [false, true], [true, true]].flatMap(([alignCorners, halfPixelCenters]) => {
      const settings = `[${size}], ${alignCorners}, ${halfPixelCenters}`;
      // the cpu's gradient never returns: it divides by a scale of 0
      const isEndless = alignCorners &&
        x.slice(1, -1).split(",").slice(-3, -1).some((side, axis) => side === "1" && size[axis] > 1);
      const attributes = { alignCorners, halfPixelCenters, size };
      const options: CaseOptions = { rounding: roughly(64) };
      const out = [
        x.split(",").length === 4 ? x.slice(1).split(",")[0] : 1,
        ...size.map((each) => Math.max(each, 0)),
        x.slice(0, -1).split(",").at(-1),
      ];
      return ["float32", "float32 nan", ...DTYPES.slice(1)].flatMap((kind) => {
        const [dtype, values = "fine"] = kind.split(" ");
        return [
          toCase(
            "ResizeBilinear",
            `tf.image.resizeBilinear(x, ${settings})`,
            [`${dtype}${x} ${values}`],
            (x: Any) => tf.image.resizeBilinear(x, size, alignCorners, halfPixelCenters),
            options,
          ),
          toCase(
            "ResizeNearestNeighbor",
            `tf.image.resizeNearestNeighbor(x, ${settings})`,
            [`${dtype}${x} ${values}`],
            (x: Any) => tf.image.resizeNearestNeighbor(x, size, alignCorners, halfPixelCenters),
            { ...options, hasGradient: !isEndless },
          ),
          ...x.split(",").length !== 4 || isEndless
            ? []
            : ["ResizeBilinearGrad", "ResizeNearestNeighborGrad"].map((kernel) =>
              toCase(
                kernel,
                `${kernel}(x, dy, ${settings})`,
                [`${dtype}${x} ${values}`, `${dtype}[${out}] ${values}`],
                (images: Tensor, dy: Tensor) => runKernel(kernel, { images, dy }, attributes),
                { ...options, hasGradient: false },
              )
            ),
        ];
      });
    })
  );
}

function cropCases(): Case[] {
  const rows: [x: string, boxes: string, places: string, size: [number, number]][] = [
    ["[1,4,4,1]", "[1,4] = 0 0 1 1", "[1] = 0", [2, 2]],
    ["[2,5,4,3]", "[2,4] = 0 0 1 1 0.2 0.1 0.7 0.8", "[2] = 1 0", [3, 3]],
    ["[2,5,4,3]", "[2,4] = -0.5 0 1.5 2 1 1 0 0", "[2] = 1 0", [3, 3]],
    ["[2,5,4,3]", "[1,4] = 0 0 1 1", "[1] = 0", [1, 1]],
    ["[2,5,4,3]", "[1,4] = 0 0 1 1", "[1] = 2", [2, 2]],
    ["[2,5,4,3]", "[1,4] = 0 0 1 1", "[1] = -1", [2, 2]],
    ["[2,5,4,3]", "[0,4]", "[0]", [2, 2]],
    ["[0,5,4,3]", "[1,4] = 0 0 1 1", "[1] = 0", [2, 2]],
    ["[1,0,4,3]", "[1,4] = 0 0 1 1", "[1] = 0", [2, 2]],
    ["[1,5,4,0]", "[1,4] = 0 0 1 1", "[1] = 0", [2, 2]],
    ["[1,5,4,3]", "[1,4] = 0 0 1 1", "[2] = 0 0", [2, 2]],
    ["[1,5,4,3]", "[1,3] = 0 0 1", "[1] = 0", [2, 2]],
    ["[1,5,4,3]", "[1,4] = 0 0 1 1", "[1] = 0", [0, 2]],
    ["[5,4,3]", "[1,4] = 0 0 1 1", "[1] = 0", [2, 2]],
  ];
  return rows.flatMap(([x, boxes, places, size]) =>
    (["bilinear", "nearest"] as const).flatMap((method) =>
      [0, 7.5].flatMap((outside) =>
        DTYPES.map((dtype) =>
          toCase(
            "CropAndResize",
            `tf.image.cropAndResize(x, boxes, places, [${size}], ${method}, ${outside})`,
            [`${dtype}${x}`, `float32${boxes}`, `int32${places}`],
            (x: Any, boxes: Any, places: Any) => tf.image.cropAndResize(x, boxes, places, size, method, outside),
            { rounding: roughly(64) },
          )
        )
      )
    )
  );
}

const BOXES = "= 0 0 1 1 0 0.1 1 1.1 0 -0.1 1 0.9 0 10 1 11 0 10.1 1 11.1 0 100 1 101";

function suppressionCases(): Case[] {
  const rows: [boxes: string, scores: string, count: number, overlap: number, score: number][] = [
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 3, 0.5, 0],
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 30, 0.5, 0],
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 30, 0.5, 0.7],
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 30, 0.5, 2],
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 3, 0, 0],
    [`[6,4] ${BOXES}`, "[6] = 0.5 0.5 0.5 0.5 0.5 0.5", 3, 1, -Infinity],
    [`[6,4] ${BOXES}`, "[6] = NaN 0.75 0.6 0.95 0.5 NaN", 3, 0.5, -Infinity],
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 0, 0.5, 0],
    [`[6,4] ${BOXES}`, "[6] = 0.9 0.75 0.6 0.95 0.5 0.3", 3, 2, 0],
    [`[6,4] ${BOXES}`, "[5] = 0.9 0.75 0.6 0.95 0.5", 3, 0.5, 0],
    ["[1,4] = 0 0 1 1", "[1] = 1", 1, 0.5, 0],
    ["[0,4]", "[0]", 3, 0.5, 0],
    ["[2,3] = 0 0 1 0 0 1", "[2] = 1 2", 3, 0.5, 0],
    ["[2,4] = 1 1 0 0 0 0 1 1", "[2] = 1 2", 3, 0.5, 0],
  ];
  return rows.flatMap(([boxes, scores, count, overlap, score]) => {
    const settings = `${count}, ${overlap}, ${score}`;
    const row = [`float32${boxes}`, `float32${scores}`];
    const listOf = (result: tf.NamedTensorMap) => Object.values(result);
    const options: CaseOptions = { rounding: roughly(16) };
    return [
      toCase(
        "NonMaxSuppressionV3",
        `tf.image.nonMaxSuppression(boxes, scores, ${settings})`,
        row,
        (boxes: Any, scores: Any) => tf.image.nonMaxSuppression(boxes, scores, count, overlap, score),
      ),
      ...[false, true].map((isPadded) =>
        toCase(
          "NonMaxSuppressionV4",
          `tf.image.nonMaxSuppressionPadded(boxes, scores, ${settings}, ${isPadded})`,
          row,
          (boxes: Any, scores: Any) =>
            listOf(tf.image.nonMaxSuppressionPadded(boxes, scores, count, overlap, score, isPadded)),
        )
      ),
      ...[0, 0.5, 1].map((sigma) =>
        toCase(
          "NonMaxSuppressionV5",
          `tf.image.nonMaxSuppressionWithScore(boxes, scores, ${settings}, ${sigma})`,
          row,
          (boxes: Any, scores: Any) =>
            listOf(tf.image.nonMaxSuppressionWithScore(boxes, scores, count, overlap, score, sigma)),
          options,
        )
      ),
      ...DTYPES.flatMap((dtype) =>
        ["NonMaxSuppressionV3", "NonMaxSuppressionV4", "NonMaxSuppressionV5"].map((kernel) =>
          toCase(
            kernel,
            `${kernel}(boxes, scores, ${settings})`,
            [`${dtype}${boxes}`, `${dtype}${scores}`],
            (boxes: Tensor, scores: Tensor) =>
              runKernel(kernel, { boxes, scores }, {
                maxOutputSize: count,
                iouThreshold: overlap,
                scoreThreshold: score,
                padToMaxOutputSize: true,
                softNmsSigma: 0.5,
              }),
            options,
          )
        )
      ),
    ];
  });
}

function movingCases(): Case[] {
  const images = ["[1,4,4,1]", "[2,5,4,3]", "[1,1,1,1]", "[0,4,4,3]", "[1,0,4,3]", "[1,4,4,0]", "[4,4,3]"];
  const turns: [radians: number, fill: number | [number, number, number], center: number | [number, number]][] = [
    [0, 0, 0.5],
    [0.7, 0, 0.5], // not 45 degrees, because half a pixel may then be rounded up or down
    [-1.3, 9, [0.2, 0.7]],
    [Math.PI, [1, 2, 3], 0.5],
  ];
  const transforms = [
    "[1,8] = 1 0 0 0 1 0 0 0",
    "[2,8] = 1 0.2 0 0.1 1 -1 0 0 0.5 0 1 0 2 0 0.01 0",
    "[1,8] = 1 0 1 0 1 1 0 0",
    "[1,7] = 1 0 0 0 1 0 0",
  ];
  return images.flatMap((x) =>
    ["float32", "float32 nan", "int32", "bool"].flatMap((kind) => {
      const [dtype, values = "fine"] = kind.split(" ");
      const line = `${dtype}${x} ${values}`;
      return [
        toCase("FlipLeftRight", "tf.image.flipLeftRight(x)", [line], (x: Any) => tf.image.flipLeftRight(x)),
        ...turns.map(([radians, fill, center]) =>
          toCase("RotateWithOffset", `tf.image.rotateWithOffset(x, ${radians.toFixed(3)}, [${fill}], [${center}])`, [
            line,
          ], (x: Any) => tf.image.rotateWithOffset(x, radians, fill, center))
        ),
        ...transforms.flatMap((transform) =>
          (["nearest", "bilinear"] as const).flatMap((interpolation) =>
            (["constant", "reflect", "wrap", "nearest"] as const).map((mode) =>
              toCase(
                "Transform",
                `tf.image.transform(x, t, ${interpolation}, ${mode}, 2.5)`,
                [line, `float32${transform}`],
                (x: Any, t: Any) => tf.image.transform(x, t, interpolation, mode, 2.5),
                { rounding: roughly(64) },
              )
            )
          )
        ),
        toCase(
          "Transform",
          "tf.image.transform(x, t, nearest, constant, 0, [3, 6])",
          [line, `float32${transforms[0]}`],
          (x: Any, t: Any) => tf.image.transform(x, t, "nearest", "constant", 0, [3, 6]),
          { rounding: roughly(64) },
        ),
        toCase(
          "Transform",
          "tf.image.transform(x, t, nearest, constant, 0, [0, 6])",
          [line, `float32${transforms[0]}`],
          (x: Any, t: Any) => tf.image.transform(x, t, "nearest", "constant", 0, [0, 6]),
          { rounding: roughly(64) },
        ),
        toCase("FlipLeftRight", "tf.image.grayscaleToRGB(x)", [line], (x: Any) => tf.image.grayscaleToRGB(x)),
        toCase("Einsum", "tf.image.rgbToGrayscale(x)", [line], (x: Any) => tf.image.rgbToGrayscale(x), {
          rounding: roughly(16),
        }),
      ];
    })
  );
}

function normalizationCases(): Case[] {
  const rows: string[][] = [
    ["[2,3,3,4]", "[4]", "[4]", "[4]", "[4]"],
    ["[2,3,3,4]", "[4]", "[4]", "", ""],
    ["[2,3,3,4]", "[4]", "[4]", "[4]", ""],
    ["[2,3,3,4]", "[4]", "[4]", "", "[4]"],
    ["[2,3]", "[3]", "[3]", "[3]", "[3]"],
    ["[2,3,4]", "[4]", "[4]", "[4]", "[4]"],
    ["[2,3,3,1]", "[1]", "[1]", "[1]", "[1]"],
    ["[2,3,3,4]", "[2,3,3,4]", "[2,3,3,4]", "[2,3,3,4]", "[2,3,3,4]"],
    ["[0,3,3,4]", "[4]", "[4]", "[4]", "[4]"],
    ["[2,0]", "[0]", "[0]", "[0]", "[0]"],
    ["[2,3,3,4]", "[3]", "[3]", "[3]", "[3]"],
    ["[2,3,3,4]", "[4]", "[3]", "[4]", "[4]"],
    ["[2,3,3,4]", "[1]", "[1]", "[1]", "[1]"],
    ["[5]", "[5]", "[5]", "[5]", "[5]"],
  ];
  const norms = rows.flatMap((row) =>
    ["float32", "float32 nan", "int32", "bool"].map((kind) => {
      const [dtype, values = "fine"] = kind.split(" ");
      const [x, mean, variance, offset, scale] = row;
      const lines = [`${dtype}${x} ${values}`, `${dtype}${mean} fine`, `${dtype}${variance} positive`];
      if (offset) lines.push(`${dtype}${offset} usual`);
      if (scale) lines.push(`${dtype}${scale} whole`);
      const which = `${offset ? "offset" : "no offset"}, ${scale ? "scale" : "no scale"}`;
      return toCase(
        "FusedBatchNorm",
        `tf.batchNorm(x, mean, variance, ${which})`,
        lines,
        (x: Any, mean: Any, variance: Any, ...rest: Any[]) =>
          tf.batchNorm(x, mean, variance, offset ? rest[0] : undefined, scale ? rest.at(-1) : undefined, 0.001),
        { rounding: roughly(256) },
      );
    })
  );
  const responses = ["[1,2,2,3]", "[2,3,2,7]", "[1,1,1,1]", "[0,2,2,3]", "[1,2,2,0]", "[2,2,3]", "[2,3]"].flatMap((x) =>
    ["float32", "float32 nan", "int32", "bool"].flatMap((kind) => {
      const [dtype, values = "fine"] = kind.split(" ");
      return ([[5, 1, 1, 0.5], [1, 2, 0.5, 0.75], [0, 1, 1, 1], [1.5, 1, 1, 1]] as const).flatMap(
        ([depthRadius, bias, alpha, beta]) => {
          const settings = `${depthRadius}, ${bias}, ${alpha}, ${beta}`;
          const line = `${dtype}${x} ${values}`;
          return [
            toCase(
              "LRN",
              `tf.localResponseNormalization(x, ${settings})`,
              [line],
              (x: Any) => tf.localResponseNormalization(x, depthRadius, bias, alpha, beta),
              { rounding: roughly(64) },
            ),
            toCase(
              "LRNGrad",
              `LRNGrad(x, y, dy, ${settings})`,
              [line, `${dtype}${x} positive`, `${dtype}${x}`],
              (x: Tensor, y: Tensor, dy: Tensor) =>
                runKernel("LRNGrad", { x, y, dy }, { depthRadius, bias, alpha, beta }),
              { rounding: roughly(256), hasGradient: false },
            ),
          ];
        },
      );
    })
  );
  return [...norms, ...responses];
}
