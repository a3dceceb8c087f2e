/**
 * Adds to a picture what a chart needs that one can touch: zooming, moving, and the numbers under the pointer.
 * @module
 */
import { PAST } from "../../../judge/sandbox/with_past.ts";

/** A specification, or a part of it. */
type Part = Record<string, unknown>;

/** Scales that can be zoomed. */
const CONTINUOUS = ["quantitative", "temporal"];

/** Marks under which there is nothing to read. Nor is there under the curves of earlier pictures. */
const SILENT = ["text", "rule"];

/**
 * Labels of a logarithmic axis as the course's pictures have them: 10⁻⁶, and no label between powers of ten.
 * @param isPlain Whether the picture writes them as usual numbers: 1,000. Where that is long, they are powers here.
 */
const powers = (isPlain: boolean): string => {
  const exponent = "round(log(datum.value) / LN10)";
  const digit = (unit: number) =>
    `(abs(${exponent}) >= ${unit} ? substring("⁰¹²³⁴⁵⁶⁷⁸⁹", floor(abs(${exponent}) / ${unit}) % 10, floor(abs(${exponent}) / ${unit}) % 10 + 1) : "")`;
  const isPower = `abs(log(datum.value) / LN10 - ${exponent}) < 1e-9`;
  const power = `"10" + (${exponent} < 0 ? "⁻" : "") + ${digit(100)} + ${digit(10)} + (${exponent} == 0 ? "⁰" : ${
    digit(1)
  })`;
  const label = isPlain ? `abs(${exponent}) < 6 ? format(datum.value, ",~f") : ${power}` : power;
  return `${isPower} ? (${label}) : datum.label`;
};

/** Nothing marks the values between powers of ten, unless they have a label because the chart was zoomed. */
const LABELLED = { condition: { test: 'datum.label == ""', value: 0 }, value: 1 };
const LOG_AXIS = { gridOpacity: LABELLED, tickOpacity: LABELLED };

/**
 * A copy of the picture as a chart. In each view with two numeric axes, dragging moves and the wheel with Ctrl zooms
 * (without Ctrl, it must scroll the page). There, the axes get ticks that fit every range, in place of their own.
 * @param picture A specification that `chartProblem` accepts.
 */
export function interactive(picture: Part): Part {
  const { usermeta: _, ...copy } = structuredClone(picture);
  let zooms = 0;
  const visit = (view: Part): void => {
    const layers = unitsOf(view);
    if (layers.length > 0) {
      const first = layers.find(canZoom);
      if (first && layers.every((layer) => canZoom(layer) || !hasField(layer))) {
        first.params = [{
          name: `zoom${++zooms}`,
          select: { type: "interval", zoom: "wheel![event.ctrlKey]" },
          bind: "scales",
        }];
        for (const layer of layers) adaptToZoom(layer, `zoom${zooms}`);
      }
      for (const layer of layers) addTooltip(layer);
      return;
    }
    for (const parts of ["concat", "hconcat", "vconcat"].map((name) => view[name])) {
      if (Array.isArray(parts)) parts.filter(isPart).forEach(visit);
    }
  };
  visit(copy);
  return copy;
}

/** The marks of a view: itself, or all of its layers. */
function unitsOf(view: Part): Part[] {
  if (Array.isArray(view.layer)) return view.layer.filter(isPart).flatMap(unitsOf);
  return view.mark === undefined ? [] : [view];
}

/** Whether both axes of a mark are numbers from its data. */
function canZoom({ encoding }: Part): boolean {
  return isPart(encoding) &&
    [encoding.x, encoding.y].every((channel) =>
      isPart(channel) && typeof channel.field === "string" && CONTINUOUS.includes(String(channel.type)) && !channel.bin
    );
}

/** Whether a mark's place comes from its data. */
function hasField({ encoding }: Part): boolean {
  return isPart(encoding) && [encoding.x, encoding.y].some((channel) => isPart(channel) && channel.field !== undefined);
}

function adaptToZoom(layer: Part, zoom: string): void {
  const { encoding, mark } = layer;
  for (const channel of isPart(encoding) ? [encoding.x, encoding.y] : []) {
    if (!isPart(channel) || !isPart(channel.axis)) continue;
    const { values, labelExpr, ...axis } = channel.axis;
    const isLog = isPart(channel.scale) && channel.scale.type === "log";
    const tickCount = Array.isArray(values) ? { tickCount: values.length } : {};
    const isPlain = typeof labelExpr === "string" && !/[⁰¹²³⁴-⁹]/.test(labelExpr);
    channel.axis = { ...axis, ...tickCount, ...isLog ? { labelExpr: powers(isPlain), ...LOG_AXIS } : {} };
  }
  const type = typeof mark === "string" ? mark : isPart(mark) ? mark.type : "";
  // Vega-Lite would cut all marks off at the edge of the plot. Labels, and lines that lead to them, may be beside it; and
  // before the plot is zoomed, a mark at its edge is whole, as in the image
  const isOut = type === "text" || !hasField(layer);
  const clip = isOut ? false : isPart(mark) && mark.clip === true ? true : { expr: `!!${zoom}_tuple` };
  layer.mark = { ...isPart(mark) ? mark : { type }, clip };
}

/** Adds the numbers of a mark: what its place and its colour mean, with as many digits as the table of the data has. */
function addTooltip(layer: Part): void {
  const mark = isPart(layer.mark) ? layer.mark : { type: layer.mark };
  const isPast = String(layer.name ?? "").startsWith(PAST);
  if (isPast || SILENT.includes(String(mark.type)) || !isPart(layer.encoding)) return;
  const { encoding } = layer;
  const channels = ["x", "y", "x2", "y2", "color"].map((name) => encoding[name]).filter(isPart)
    .filter(({ field, legend }) => typeof field === "string" && legend !== null);
  if (channels.length === 0 || channels.some(({ aggregate, bin }) => aggregate || bin)) {
    layer.mark = { ...mark, tooltip: true };
  } else {
    encoding.tooltip = channels.map(({ field, type, axis }) => ({
      field,
      type: type ?? "quantitative", // x2 and y2 have no type of their own
      title: isPart(axis) && typeof axis.title === "string" ? axis.title.replace(/ \(log scale\)$/, "") : field,
      ...type === "quantitative" || type === undefined ? { format: ".6~g" } : {},
    }));
  }
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
