/**
 * The parts of a model.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf, valueText } from "../../../base/kind_of.ts";
import { cutName } from "../parts/cut_name.ts";
import type { Layer } from "../parts/layers.ts";
import { countText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, sizes } from "../parts/theme.ts";

/** Something with a name and a shape: an input, an output, a parameter. */
export interface ShapedPart {
  /** For example "x" or "w1". */
  name: string;
  /** The length of each axis, or a letter if it may vary, for example ["n", 1]. */
  shape: readonly (number | string)[];
}

/** A step from one tensor to the next. */
export interface ModuleStep extends ShapedPart {
  /** The computation, in a few words or as a formula. */
  text?: string;
  /** The parameters of this step; none by default. Their shapes have no letters. */
  parameters?: readonly ShapedPart[];
}

/** Options of a diagram. */
export interface DiagramOptions {
  /** The title above the picture; default "The parts of the model". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the steps of the model, and all counts.
   */
  description?: string;
}

/** The space between the text of a box and its edge, in pixels. */
const PADDING = 12;

/**
 * The edges of the boxes for inputs and outputs, and the position of the arrows between them: pixels from the upper
 * edge.
 */
const BOX = { top: 14, bottom: 70, middle: 42 };

/** The boxes of the parameters: the top of the first, the height of each, and the gap between them, in pixels. */
const STACK = { top: 106, height: 44, gap: 8 };

/** The smallest length of an arrow's line, in pixels. */
const SHORTEST_ARROW = 56;

/** The bar that shows how many numbers each parameter has, in pixels. */
const BAR = { above: 46, height: 24, gap: 2 };

/** Longer names and longer texts of steps are cut. */
const [LONGEST_NAME, LONGEST_TEXT] = [28, 60];

/** The picture's own padding, left and right. */
const PAGE = 24;

/**
 * Draws the steps of a model from left to right: inputs and outputs in grey boxes, the computation between them, and
 * below it, in blue, the parameters that it uses. The bar at the bottom shows each parameter's share of all learned
 * numbers.
 * @example One layer
 * ```ts
 * import { moduleDiagram } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const parameters = [{ name: "weights", shape: [3, 2] }, { name: "bias", shape: [2] }];
 * const picture = moduleDiagram({ name: "x", shape: ["n", 3] }, [{ name: "y", shape: ["n", 2], parameters }]);
 * assertEquals(
 *   picture.description,
 *   "x [n, 3] → y [n, 2], with weights [3, 2] and bias [2]. 8 numbers can be learned: weights has 6, bias has 2.",
 * );
 * ```
 * @param input The input.
 * @param steps One or more, in order; a picture with five steps is easy to read.
 * @param options Titles; see {@linkcode DiagramOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If a part has no name or no shape, a parameter's shape is not made of whole numbers, or a title
 * is not a string.
 * @throws {RangeError} If there is no step.
 */
export function moduleDiagram(input: ShapedPart, steps: readonly ModuleStep[], options: DiagramOptions = {}): Picture {
  checkOptions(options);
  checkTexts(options, ["title", "description"]);
  checkPart(input, "input");
  if (!Array.isArray(steps)) throw new TypeError(`The steps are ${kindOf(steps)}: pass a list of { name, shape }.`);
  if (steps.length === 0) throw new RangeError("There are no steps: pass at least one { name, shape }.");
  steps.forEach((step, i) => {
    checkPart(step, `steps[${i}]`);
    checkTexts(step, ["text"]);
    const parameters = parametersOf(step);
    if (!Array.isArray(parameters)) {
      throw new TypeError(`steps[${i}].parameters is ${kindOf(parameters)}: pass a list of { name, shape }.`);
    }
    parameters.forEach((each, k) => checkParameter(each, `steps[${i}].parameters[${k}]`));
  });
  const shown = steps.map((step) => ({
    ...withShortNames(step),
    text: cutName(step.text ?? "", LONGEST_TEXT),
    parameters: parametersOf(step).map(withShortNames),
  }));
  const parts = [withShortNames(input), ...shown];
  const { boxes, slots, width } = layOut(parts, shown);
  const counts = shown.flatMap((step) =>
    parametersOf(step).map(({ name, shape }) => ({ name, count: numbersIn(shape) }))
  );
  const highest = Math.max(0, ...steps.map((step) => parametersOf(step).length));
  const foot = highest === 0 ? BOX.bottom : STACK.top + highest * (STACK.height + STACK.gap) - STACK.gap;
  const height = foot + (counts.length === 0 ? PADDING : BAR.above + BAR.height);
  return {
    title: options.title ?? "The parts of the model",
    description: options.description ?? descriptionOf(parts, shown, counts),
    usermeta: { width },
    // in hconcat, so that sideBySide does not change the width of the diagram
    hconcat: [{
      width,
      height,
      layer: shapeLayers(width, height, [
        ...boxes.flatMap(valueBox),
        ...slots.flatMap(arrow),
        ...slots.flatMap(parameterStack),
        ...(counts.length === 0 ? [] : bar(counts, foot + BAR.above, width)),
      ]),
    }],
  };
}

/** A part of the drawing, in pixels from the upper left corner. */
interface Shape {
  mark: Layer;
  x: number;
  y: number;
  x2?: number;
  y2?: number;
}

/** A box for an input or an output. */
interface Box {
  part: ShapedPart;
  left: number;
  right: number;
}

/** The space between two boxes, with the step from one to the other. */
interface Slot {
  step: ModuleStep;
  left: number;
  right: number;
}

function layOut(parts: readonly ShapedPart[], steps: readonly ModuleStep[]) {
  const boxWidths = parts.map(({ name, shape }) => widest([name, shapeLabel(shape)]) + 2 * PADDING);
  const needed = steps.map((step) => {
    const stackWidth = Math.max(0, ...parametersOf(step).map((each) => widest(parameterTexts(each)) + 2 * PADDING));
    return Math.max(SHORTEST_ARROW, widest([step.text ?? ""]), stackWidth) + 2 * PADDING;
  });
  const sum = [...boxWidths, ...needed].reduce((a, b) => a + b, 0);
  const spare = Math.max(0, sizes.width - PAGE - sum) / steps.length;
  const boxes: Box[] = [];
  const slots: Slot[] = [];
  let left = 0;
  parts.forEach((part, i) => {
    if (i > 0) {
      const right = left + needed[i - 1] + spare;
      slots.push({ step: steps[i - 1], left, right });
      left = right;
    }
    boxes.push({ part, left, right: left + boxWidths[i] });
    left += boxWidths[i];
  });
  return { boxes, slots, width: Math.round(left) };
}

function valueBox({ part, left, right }: Box): Shape[] {
  const x = (left + right) / 2;
  return [
    rectangle(left, BOX.top, right, BOX.bottom, { color: palette.grid.light, cornerRadius: 6 }),
    text(part.name, x, BOX.middle - 10, palette.ink.light, { fontWeight: 600 }),
    text(shapeLabel(part.shape), x, BOX.middle + 11, palette.axis.light),
  ];
}

/** The arrow between two boxes, with the computation above it. */
function arrow({ step, left, right }: Slot): Shape[] {
  const [start, end] = [left + 4, right - 4];
  return [
    rectangle(start, BOX.middle, end - 6, BOX.middle, { type: "rule", color: palette.axis.light }),
    {
      mark: { type: "point", shape: "triangle-right", size: 70, color: palette.axis.light },
      x: end - 5,
      y: BOX.middle,
    },
    ...(step.text ? [text(step.text, (left + right) / 2, BOX.middle - 16, palette.ink.light)] : []),
  ];
}

/** The parameters of a step below its arrow, and a line that connects them to it. */
function parameterStack({ step, left, right }: Slot): Shape[] {
  const parameters = parametersOf(step);
  if (parameters.length === 0) return [];
  const x = (left + right) / 2;
  const half = Math.max(...parameters.map((each) => widest(parameterTexts(each)))) / 2 + PADDING;
  return [
    rectangle(x, STACK.top, x, BOX.middle, { type: "rule", color: palette.model.light }),
    ...parameters.flatMap((parameter, i) => {
      const top = STACK.top + i * (STACK.height + STACK.gap);
      const [name, count] = parameterTexts(parameter);
      return [
        rectangle(x - half, top, x + half, top + STACK.height, { color: palette.model.light, cornerRadius: 6 }),
        text(name, x, top + 14, palette.background.light, { fontWeight: 600 }),
        text(count, x, top + 32, palette.background.light),
      ];
    }),
  ];
}

/** One bar for all numbers, in which each parameter has a share, with its name if there is room for it. */
function bar(counts: readonly { name: string; count: number }[], top: number, width: number): Shape[] {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  const segments = counts.flatMap(({ name, count }) => {
    const [left, right] = [before, before += count].map((at) => at / (total || 1) * width);
    const end = Math.max(right - BAR.gap, left + 1);
    const isRoomy = textWidth(name, sizes.text) < end - left - 6;
    return [
      rectangle(left, top, end, top + BAR.height, { color: palette.model.light }),
      ...(isRoomy ? [text(name, (left + end) / 2, top + BAR.height / 2, palette.background.light)] : []),
    ];
  });
  return [text(`${numbersText(total)} to be learned`, 0, top - 16, palette.ink.light, { align: "left" }), ...segments];
}

function rectangle(x: number, y: number, x2: number, y2: number, mark: Layer): Shape {
  return { mark: { type: "rect", ...mark }, x, y, x2, y2 };
}

function text(text: string, x: number, y: number, color: string, mark: Layer = {}): Shape {
  return { mark: { type: "text", text, color, align: "center", baseline: "middle", ...mark }, x, y };
}

/** Shapes as layers of a Vega-Lite specification whose axes are pixels. */
function shapeLayers(width: number, height: number, shapes: readonly Shape[]): Layer[] {
  const x = { type: "quantitative", scale: { domain: [0, width], nice: false, zero: false }, axis: null };
  const y = { type: "quantitative", scale: { domain: [height, 0], nice: false, zero: false }, axis: null };
  return shapes.map(({ mark, ...place }) => ({
    data: { values: [place] },
    mark,
    encoding: {
      x: { field: "x", ...x },
      y: { field: "y", ...y },
      ...("x2" in place && { x2: { field: "x2" }, y2: { field: "y2" } }),
    },
  }));
}

function checkPart(part: ShapedPart, name: string): void {
  if (typeof part?.name !== "string" || !Array.isArray(part.shape)) {
    throw new TypeError(`${name} is ${kindOf(part)} without a name or shape: pass { name: "x", shape: ["n", 1] }.`);
  }
  const wrong = part.shape.findIndex((length) => typeof length !== "string" && !isCount(length));
  if (wrong < 0) return;
  throw new TypeError(`${name}.shape[${wrong}] is ${valueText(part.shape[wrong])}: pass a whole number or a letter.`);
}

/** The same part with its name cut, to leave room for the other parts. */
function withShortNames<Part extends ShapedPart>(part: Part): Part {
  const shape = part.shape.map((length) => typeof length === "string" ? cutName(length, LONGEST_NAME) : length);
  return { ...part, name: cutName(part.name, LONGEST_NAME), shape };
}

function checkParameter(parameter: ShapedPart, name: string): void {
  checkPart(parameter, name);
  if (parameter.shape.every(isCount)) return;
  throw new TypeError(`${name} has the shape ${shapeLabel(parameter.shape)}: pass whole numbers.`);
}

function isCount(length: number | string): boolean {
  return Number.isInteger(length) && Number(length) >= 0;
}

function parametersOf({ parameters }: ModuleStep): readonly ShapedPart[] {
  return parameters ?? [];
}

/** The text on a parameter, in two lines. */
function parameterTexts({ name, shape }: ShapedPart): string[] {
  return [`${name} ${shapeLabel(shape)}`, numbersText(numbersIn(shape))];
}

function shapeLabel(shape: readonly (number | string)[]): string {
  return `[${shape.join(", ")}]`;
}

function numbersText(count: number): string {
  return `${countText(count)} ${count === 1 ? "number" : "numbers"}`;
}

function numbersIn(shape: readonly (number | string)[]): number {
  return shape.reduce<number>((product, length) => product * Number(length), 1);
}

/** The width of the widest of `texts` in pixels, as if all were bold. */
function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => textWidth(text, sizes.text, 600)));
}

function descriptionOf(
  parts: readonly ShapedPart[],
  steps: readonly ModuleStep[],
  counts: readonly { name: string; count: number }[],
): string {
  const named = ({ name, shape }: ShapedPart) => `${name} ${shapeLabel(shape)}`;
  const way = [
    named(parts[0]),
    ...steps.map((step) => {
      const parameters = parametersOf(step).map(named);
      const list = parameters.length > 1
        ? `${parameters.slice(0, -1).join(", ")} and ${parameters.at(-1)}`
        : parameters.join();
      return named(step) + (list && `, with ${list}`);
    }),
  ].join(" → ");
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const shares = counts.map(({ name, count }) => `${name} has ${countText(count)}`).join(", ");
  return `${way}. ${numbersText(total)} can be learned${shares && `: ${shares}`}.`;
}
