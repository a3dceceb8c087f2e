/**
 * Draws the curves of earlier pictures behind a picture, so that a reader who moves a slider can compare them.
 * @module
 */

/** A specification, or a part of it. */
type Part = Record<string, unknown>;

/** With this word begins the name of each layer that shows earlier data. */
export const PAST = "past";

/** How pale earlier curves are. */
const OPACITY = 0.35;

/** The marks that can be compared if they are drawn on top of each other. */
const COMPARED = ["line", "point", "circle", "square", "trail"];

/**
 * A copy of `picture` with the lines and points of earlier pictures behind its own. The axes fit the picture's own
 * curves: earlier ones are cut off where they leave the plot. What is the same in both, such as the truth, is drawn once.
 * A layer is compared with the layer of the same plot that looks the same and draws the same fields: pictures may have
 * them in another order, for example because the curve that ends highest comes first. Without one, nothing is added.
 * @param picture A specification as plain data: what `JSON.parse` returns.
 * @param past Earlier specifications, oldest first.
 */
export function withPast(picture: unknown, past: readonly unknown[]): unknown {
  let count = 0;
  const layersBehind = (view: Part, earlier: unknown): Part[] => {
    const others = layersOf(earlier);
    return layersOf(view).flatMap(({ mark, encoding, data }, _, own) => {
      const looks = lookOf({ mark, encoding });
      if (looks === undefined) return [];
      const same = (layers: Part[]) => layers.filter((layer) => lookOf(layer) === looks);
      const other = same(others)[same(own).findIndex((layer) => layer.mark === mark)];
      if (!other || !hasFields(other) || JSON.stringify(other.data) === JSON.stringify(data)) return [];
      const pale = { ...isPart(mark) ? mark : { type: mark }, opacity: OPACITY, clip: true };
      return [{ name: `${PAST}_${++count}`, data: other.data, mark: pale, encoding }];
    });
  };
  const visit = (view: unknown, earlier: readonly unknown[]): unknown => {
    if (!isPart(view)) return view;
    const behind = earlier.flatMap((each) => layersBehind(view, each));
    if (behind.length > 0) {
      const { layer, mark, encoding, data, ...rest } = view;
      return { ...rest, layer: [...behind, ...Array.isArray(layer) ? layer : [{ mark, encoding, data }]] };
    }
    const views = ["concat", "hconcat", "vconcat"].filter((name) => Array.isArray(view[name])).map((name) => [
      name,
      (view[name] as unknown[]).map((part, i) => visit(part, earlier.map((each) => partOf(each, name, i)))),
    ]);
    return { ...view, ...Object.fromEntries(views) };
  };
  return visit(picture, past);
}

/** The layers of a plot, or the plot itself if it has none. */
function layersOf(view: unknown): Part[] {
  if (!isPart(view)) return [];
  return Array.isArray(view.layer) ? view.layer.flatMap(layersOf) : [view];
}

/** How a layer looks and which fields it draws; undefined if it cannot be compared. */
function lookOf({ mark, encoding }: Part): string | undefined {
  const type = isPart(mark) ? mark.type : mark;
  const fields = fieldsOf(encoding);
  return COMPARED.includes(String(type)) && fields.length > 0 ? JSON.stringify([mark, fields]) : undefined;
}

/** Whether the data of a layer have all fields that it draws. */
function hasFields({ data, encoding }: Part): boolean {
  const [row] = isPart(data) && Array.isArray(data.values) ? data.values : [];
  return isPart(row) && fieldsOf(encoding).every((field) => Object.hasOwn(row, field));
}

function fieldsOf(encoding: unknown): string[] {
  const channels = isPart(encoding) ? Object.values(encoding).filter(isPart) : [];
  return channels.map(({ field }) => field).filter((field) => typeof field === "string");
}

function partOf(view: unknown, name: string, i: number): unknown {
  const parts = isPart(view) ? view[name] : undefined;
  return Array.isArray(parts) ? parts[i] : undefined;
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
