/**
 * The marks of our pictures, as layers of a Vega-Lite specification. Positions are in the units of the axes, unless a
 * comment says that they are in pixels.
 * @module
 */
import type { Placement } from "./place_labels.ts";
import { palette } from "./theme.ts";

/** A layer of a Vega-Lite specification. */
export type Layer = Record<string, unknown>;

/** A place: in the axis's unit, or in pixels from the left or upper edge. */
type Position = { datum: number } | { value: number | "width" | "height" };

/** A × for values that are not finite, in a square of side 2, as Vega expects. */
const CROSS = "M-1,-1L1,1M-1,1L1,-1";

/** A line through `points`, in the order that `encoding` gives; a null in y makes a gap. */
export function lineLayer(
  points: readonly Record<string, number | null>[],
  encoding: Record<string, unknown>,
  mark: Record<string, unknown>,
): Layer {
  return { data: { values: points }, mark: { type: "line", ...mark }, encoding };
}

/** Dots at `points`. */
export function pointLayer(
  points: readonly Record<string, number | null>[],
  encoding: Record<string, unknown>,
  mark: Record<string, unknown>,
): Layer {
  return { data: { values: points }, mark: { type: "point", ...mark }, encoding };
}

/** Marks for values that the axis does not contain: a × at the upper edge, or a hollow triangle at the lower edge. */
export function edgeLayer(x: string, values: readonly number[], colour: string, edge: "upper" | "lower"): Layer {
  const shape = edge === "upper" ? { shape: CROSS, strokeWidth: 2 } : { shape: "triangle-down", strokeWidth: 1.5 };
  return {
    data: { values: values.map((value) => ({ [x]: value })) },
    mark: { type: "point", filled: false, color: colour, size: edge === "upper" ? 40 : 50, ...shape },
    encoding: { x: { field: x, type: "quantitative" }, y: { value: edge === "upper" ? 0 : "height" } },
  };
}

/** A text at a place, with a border in the colour of the page, so that a line behind it does not cross it. */
export function labelLayer(
  text: string,
  x: Position,
  y: Position,
  { dx, dy, align }: Placement,
  colour: string,
): Layer {
  const rim = { stroke: palette.background.light, strokeWidth: 5, strokeJoin: "round" };
  return {
    data: { values: [{}] },
    mark: { type: "text", text, align, baseline: "middle", dx, dy, color: colour, ...rim },
    encoding: { x, y },
  };
}

/** A horizontal line across the plot, at the height of `point`. */
export function levelLayer(point: Record<string, number>, y: unknown, colour: string): Layer {
  return { data: { values: [point] }, mark: { type: "rule", color: colour }, encoding: { y } };
}
