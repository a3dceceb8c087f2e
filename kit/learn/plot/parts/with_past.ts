/**
 * Draws the curves of earlier pictures behind a picture, so that a reader who moves a slider can compare them.
 * @module
 */

/** A specification, or a part of it. */
type Part = Record<string, unknown>;

/** With this word begins the name of each layer that shows earlier data. */
export const PAST = "past";

/** How pale earlier curves are. */
const OPACITY = 0.25;

/** The marks that can be compared if they are drawn on top of each other. */
const COMPARED = ["line", "point", "circle", "square", "trail"];

/**
 * A copy of `picture` with the lines and points of earlier pictures behind its own. The axes fit the picture's own
 * curves: earlier ones are cut off where they leave the plot. What is the same in both, such as the truth, is drawn once.
 * A layer is compared with the layer at the same place in an earlier picture; if there is no such layer, or if its data
 * have other fields, nothing is added.
 * @param picture A specification as plain data: what `JSON.parse` returns.
 * @param past Earlier specifications, oldest first.
 */
export function withPast(picture: unknown, past: readonly unknown[]): unknown {
  let count = 0;
  const layersBehind = (view: Part, earlier: unknown): Part[] => {
    if (!isPart(earlier)) return [];
    if (Array.isArray(view.layer)) {
      const others = Array.isArray(earlier.layer) ? earlier.layer : [];
      return view.layer.filter(isPart).flatMap((layer, i) => layersBehind(layer, others[i]));
    }
    const { mark, encoding, data } = view;
    const type = isPart(mark) ? mark.type : mark;
    if (!COMPARED.includes(String(type)) || !isPart(encoding) || !isSimilar(view, earlier)) return [];
    if (JSON.stringify(data) === JSON.stringify(earlier.data)) return [];
    return [{
      name: `${PAST}_${++count}`,
      data: earlier.data,
      mark: { ...isPart(mark) ? mark : { type }, opacity: OPACITY, clip: true },
      encoding,
    }];
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

/** Whether two layers draw the same fields with the same mark. */
function isSimilar({ mark, encoding, data }: Part, earlier: Part): boolean {
  const typeOf = (mark: unknown) => isPart(mark) ? mark.type : mark;
  const [own, other] = [fieldsOf(encoding), fieldsOf(earlier.encoding)];
  const rows = [data, earlier.data].map((data) => isPart(data) && Array.isArray(data.values) ? data.values : []);
  return typeOf(mark) === typeOf(earlier.mark) && own.length > 0 && own.join() === other.join() &&
    rows.every(([row]) => isPart(row) && own.every((field) => Object.hasOwn(row, field)));
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
