/**
 * Adds to a picture what a chart needs that one can touch: zooming, moving, and the numbers under the pointer.
 * @module
 */

/** A specification, or a part of it. */
type Part = Record<string, unknown>;

/** Scales that can be zoomed. */
const CONTINUOUS = ["quantitative", "temporal"];

/** Marks under which there is nothing to read. */
const SILENT = ["text", "rule"];

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
        for (const layer of layers) adaptToZoom(layer);
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

function adaptToZoom(layer: Part): void {
  const { encoding, mark } = layer;
  for (const channel of isPart(encoding) ? [encoding.x, encoding.y] : []) {
    if (!isPart(channel) || !isPart(channel.axis)) continue;
    const { values: _values, labelExpr: _labels, ...axis } = channel.axis;
    channel.axis = axis;
  }
  const type = typeof mark === "string" ? mark : isPart(mark) ? mark.type : "";
  // labels may be beside the plot, and Vega-Lite would cut them off, too
  layer.mark = { ...isPart(mark) ? mark : { type }, clip: type !== "text" };
}

function addTooltip(layer: Part): void {
  const mark = isPart(layer.mark) ? layer.mark : { type: layer.mark };
  if (!SILENT.includes(String(mark.type))) layer.mark = { ...mark, tooltip: true };
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
