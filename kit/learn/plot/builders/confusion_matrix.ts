/**
 * A table of classes and predictions: which class was mistaken for which.
 * @module
 */
import { checkOptions, checkTexts } from "../../../base/check_options.ts";
import { kindOf, valueText } from "../../../base/kind_of.ts";
import { cutName } from "../parts/cut_name.ts";
import { ROW_HEIGHT } from "./image_sheet.ts";
import { labelLayer } from "../parts/layers.ts";
import { countText } from "../parts/number_text.ts";
import type { Picture } from "../parts/picture.ts";
import { textWidth } from "../parts/text_width.ts";
import { palette, sizes } from "../parts/theme.ts";

/** Options of a picture of a confusion matrix. */
export interface ConfusionOptions {
  /** The title above the matrix; default "Classes and predictions". */
  title?: string;
  /**
   * A description with numbers, for people who cannot see the picture; default: the number of right predictions, and
   * the most frequent mistake.
   */
  description?: string;
}

/** The largest number of classes that fits. */
const MOST_CLASSES = 12;

/** Longer names are cut. */
const LONGEST_NAME = 16;

/** The space between a name and its row, in pixels. */
const LABEL_SPACE = 8;

/** The smallest width of a cell, in pixels; long counts need more. */
const LEAST_WIDTH = 25;

/** Numbers in cells are a little smaller than other text. */
const COUNT_SIZE = sizes.text - 2;

/**
 * In a cell darker than this, a number has the colour of the page: the contrast is 3.8 : 1 or more, on light and on
 * dark pages.
 */
const DARK = 0.7;

/** The darkness of the cells of the most frequent and the rarest mistake: numbers must be readable in both. */
const [DARKEST_MISTAKE, PALEST_MISTAKE] = [0.45, 0.1];

/**
 * Draws a confusion matrix: a row for each class, a column for each prediction, and in each cell the number of examples
 * with this class and prediction. Right predictions are on the diagonal, in blue: the larger their share of the row,
 * the darker. Mistakes are orange: the more there are, the darker. Cells with 0 are empty.
 * @example
 * ```ts
 * import { confusionMatrix } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const picture = confusionMatrix([[8, 2], [1, 9]], ["cat", "dog"]);
 * assertEquals(picture.description, "17 of 20 are right. The commonest mistake: 2 of 10 (cat) are taken for dog.");
 * ```
 * @param counts Row i, column j: how many of class i were predicted as class j. Shape [n, n], 2 ≤ n ≤ 12.
 * @param names The names of the classes, in order: n strings.
 * @param options Titles; see {@linkcode ConfusionOptions}.
 * @returns A plain Vega-Lite object; `show` draws it.
 * @throws {TypeError} If `counts` is not a list of lists, or a name or title is not a string.
 * @throws {RangeError} If there are fewer than 2 classes or more than 12, a row or the list of names has the wrong
 * length, or a count is not a whole number ≥ 0.
 */
export function confusionMatrix(
  counts: readonly ArrayLike<number>[],
  names: readonly string[],
  options: ConfusionOptions = {},
): Picture {
  checkOptions(options, ["title", "description"]);
  checkTexts(options, ["title", "description"]);
  const matrix = checkCounts(counts);
  const classes = checkClasses(names, matrix.length);
  const cells = cellsOf(matrix);
  const widest = Math.max(...cells.map(({ count }) => textWidth(countText(count), COUNT_SIZE)));
  const cellWidth = Math.max(LEAST_WIDTH, Math.ceil(widest) + 2);
  const [width, height] = [cellWidth * matrix.length, ROW_HEIGHT * matrix.length];
  const position = (field: string, length: number, isDown = false) => ({
    field,
    type: "quantitative",
    scale: { domain: [0, matrix.length], range: isDown ? [0, length] : undefined, nice: false, zero: false },
    axis: null,
  });
  const area = { x: position("left", width), x2: { field: "right" }, y: position("top", height, true) };
  const middle = { x: position("column", width), y: position("row", height, true) };
  const small = { dx: 0, dy: 0, align: "center" } as const;
  const kinds = [
    { isDiagonal: true, colour: palette.model.light },
    { isDiagonal: false, colour: palette.rival.light },
  ];
  const labels = classes.map((name, i) => `${name}  ${i}`);
  const shown = cells.filter(({ count }) => count > 0);
  return {
    title: options.title ?? "Classes and predictions",
    description: options.description ?? descriptionOf(matrix, classes),
    usermeta: {
      width: LABEL_SPACE + Math.max(...labels.map((label) => textWidth(label, sizes.text))) + width,
      sparkline: { name: "right, class by class", values: matrix.map((row, i) => row[i] / (sum(row) || 1)) },
    },
    concat: [{
      width,
      height,
      layer: [
        ...kinds.map(({ isDiagonal, colour }) => ({
          data: { values: shown.filter((cell) => cell.isDiagonal === isDiagonal) },
          mark: { type: "rect", color: colour },
          encoding: {
            ...area,
            y2: { field: "bottom" },
            fillOpacity: { field: "shade", type: "quantitative", scale: null },
          },
        })),
        ...[true, false].map((isDark) => ({
          data: { values: shown.filter(({ shade }) => shade > DARK === isDark) },
          mark: {
            type: "text",
            baseline: "middle",
            fontSize: COUNT_SIZE,
            color: isDark ? palette.background.light : palette.ink.light,
          },
          encoding: { ...middle, text: { field: "text" } },
        })),
        ...labels.flatMap((label, i) => [
          labelLayer(
            label,
            { value: 0 },
            { value: (i + 0.5) * ROW_HEIGHT },
            { dx: -LABEL_SPACE, dy: 0, align: "right" },
            palette.axis.light,
          ),
          labelLayer(
            String(i),
            { value: (i + 0.5) * cellWidth },
            { value: height + 12 },
            small,
            palette.axis.light,
          ),
        ]),
        labelLayer("taken for", { value: width / 2 }, { value: height + 34 }, small, palette.ink.light),
      ],
    }],
  };
}

interface Cell {
  left: number;
  right: number;
  top: number;
  bottom: number;
  column: number;
  row: number;
  count: number;
  text: string;
  isDiagonal: boolean;
  /**
   * The darkness of a cell, from 0 to 1: on the diagonal its share of the row, elsewhere relative to the most frequent
   * mistake.
   */
  shade: number;
}

function cellsOf(matrix: number[][]): Cell[] {
  const mistakes = matrix.flatMap((row, i) => row.filter((_, j) => j !== i));
  const most = mistakes.reduce((a, b) => Math.max(a, b), 1);
  return matrix.flatMap((row, i) => {
    const all = sum(row);
    return row.map((count, j): Cell => ({
      left: j + 0.03,
      right: j + 0.97,
      top: i + 0.03,
      bottom: i + 0.97,
      column: j + 0.5,
      row: i + 0.5,
      count,
      text: countText(count),
      isDiagonal: i === j,
      shade: Number(
        (i === j ? count / (all || 1) : PALEST_MISTAKE + (DARKEST_MISTAKE - PALEST_MISTAKE) * count / most).toFixed(2),
      ),
    }));
  });
}

function checkCounts(counts: unknown): number[][] {
  if (!Array.isArray(counts)) throw new TypeError(`counts is ${kindOf(counts)}: pass a list of rows.`);
  if (counts.length < 2 || counts.length > MOST_CLASSES) {
    throw new RangeError(`counts has ${counts.length} rows: pass 2 to ${MOST_CLASSES}, one for each class.`);
  }
  return counts.map((row, i) => {
    if (!Array.isArray(row) && !(ArrayBuffer.isView(row) && "length" in row)) {
      throw new TypeError(`counts[${i}] is ${kindOf(row)}: pass a list of numbers.`);
    }
    const numbers = Array.from(row as ArrayLike<number>);
    if (numbers.length !== counts.length) {
      throw new RangeError(
        `counts[${i}] has ${numbers.length} numbers for ${counts.length} classes: pass one for each.`,
      );
    }
    const wrong = numbers.findIndex((count) => !Number.isSafeInteger(count) || count < 0);
    if (wrong >= 0) {
      throw new RangeError(`counts[${i}][${wrong}] is ${valueText(numbers[wrong])}: a count is a whole number ≥ 0.`);
    }
    return numbers;
  });
}

function checkClasses(names: unknown, count: number): string[] {
  if (!Array.isArray(names)) throw new TypeError(`names is ${kindOf(names)}: pass a list of strings.`);
  if (names.length !== count) {
    throw new RangeError(`There are ${names.length} names for ${count} classes: pass one for each.`);
  }
  return names.map((name, i) => {
    if (typeof name !== "string") throw new TypeError(`names[${i}] is ${kindOf(name)}: pass a string.`);
    return cutName(name, LONGEST_NAME);
  });
}

function sum(values: number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function descriptionOf(matrix: number[][], names: string[]): string {
  const right = sum(matrix.map((row, i) => row[i]));
  const all = sum(matrix.map(sum));
  const beginning = `${countText(right)} of ${countText(all)} are right.`;
  const mistakes = matrix.flatMap((row, i) => row.map((count, j) => ({ i, j, count }))).filter(({ i, j }) => i !== j);
  const { i, j, count } = mistakes.reduce((a, b) => b.count > a.count ? b : a);
  if (count === 0) return beginning;
  const of = `${countText(count)} of ${countText(sum(matrix[i]))} (${names[i]})`;
  return `${beginning} The commonest mistake: ${of} are taken for ${names[j]}.`;
}
