/**
 * Decides which pictures may become charts that one can touch. A chart runs Vega in the browser, and a stranger may have
 * written its specification. So it may use only what is listed here: no addresses, no images, no signals, and no
 * expressions but the labels that the course's own pictures have.
 * @module
 */

/** All properties of a specification that may be used, whatever they belong to. */
const PROPERTIES = new Set(
  ("title description width height layer concat hconcat vconcat columns spacing align bounds center data values name " +
    "mark type clip color fill stroke opacity fillOpacity strokeOpacity strokeDash strokeWidth strokeJoin strokeCap " +
    "size shape filled point interpolate orient baseline angle limit lineBreak dx dy xOffset yOffset x2Offset y2Offset " +
    "cornerRadius font fontSize fontStyle fontWeight subtitle anchor offset encoding x y x2 y2 order detail text field " +
    "datum value scale domain range scheme nice zero clamp reverse padding paddingInner paddingOuter axis legend grid " +
    "ticks labels labelExpr labelAngle labelAlign labelOverlap labelFontSize titleAngle titleAlign titleAnchor titleX " +
    "titleY tickCount tickMinStep format sort stack bin aggregate resolve view usermeta").split(" "),
);

/** Marks that may be used. An image could load an address. */
const MARKS = new Set([
  "arc",
  "area",
  "bar",
  "circle",
  "line",
  "point",
  "rect",
  "rule",
  "square",
  "text",
  "tick",
  "trail",
]);

/**
 * The largest specification: its properties and list items, and how deep they are nested. A chart with this many parts is
 * drawn within a second.
 */
const MOST_PARTS = 100_000;
const DEEPEST = 24;

/** The most ticks of an axis or a legend. */
const MOST_TICKS = 100;

/** The longest text in it, except for labels, in characters. */
const LONGEST_TEXT = 500;

/** Why a picture cannot become a chart, in a sentence; undefined if it can. */
export function chartProblem(spec: unknown): string | undefined {
  let parts = 0;
  const look = (part: unknown, name: string, depth: number): string | undefined => {
    if (++parts > MOST_PARTS || depth > DEEPEST) return "It is too large.";
    if (typeof part === "string") return textProblem(part, name);
    if (name === "tickCount" && !(Number(part) <= MOST_TICKS)) return "It has too many ticks.";
    if (typeof part !== "object" || part === null) return undefined;
    if (Array.isArray(part)) return firstOf(part, (each) => look(each, name, depth + 1));
    return firstOf(Object.entries(part), ([key, inner]) => {
      if (key === "usermeta") return undefined; // it is left out
      if (!PROPERTIES.has(key)) return `It uses ${JSON.stringify(key.slice(0, 40))}.`;
      if (key === "data") return dataProblem(inner, () => ++parts > MOST_PARTS);
      return look(inner, key, depth + 1);
    });
  };
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) return "It is no picture.";
  return look(spec, "", 0);
}

function textProblem(text: string, name: string): string | undefined {
  // "second" would draw a tick for each second, and "999999999d" would write a number with as many characters
  if (name === "tickCount") return "It has too many ticks.";
  if (name === "format" && /\d{3}/.test(text)) return "Its numbers are too long.";
  if (name === "labelExpr") return isLabels(text) ? undefined : "It uses an expression of its own for labels.";
  if (text.length > LONGEST_TEXT && name !== "description") return "It has a very long text.";
  if ((name === "mark" || name === "type") && /^(image|geoshape)$/i.test(text)) return "It uses images or maps.";
  if (name === "mark" && !MARKS.has(text)) return `It uses the mark ${JSON.stringify(text.slice(0, 40))}.`;
  return undefined;
}

/** Whether an expression only looks a label up in a table: `{"1":"one"}[datum.value]`, as the course's pictures do. */
function isLabels(text: string): boolean {
  const [, table] = /^(\{[^]*\})\[datum\.value\]$/.exec(text) ?? [];
  try {
    const labels: unknown = JSON.parse(table ?? "");
    return typeof labels === "object" && Object.values(labels!).every((label) => typeof label === "string");
  } catch {
    return false;
  }
}

/** Data must be rows with plain values. */
function dataProblem(data: unknown, isTooMany: () => boolean): string | undefined {
  const values = typeof data === "object" && data !== null && Object.keys(data).every((key) => key === "values")
    ? (data as { values?: unknown }).values
    : undefined;
  if (!Array.isArray(values)) return "Its data are not a list of values.";
  return firstOf(values, (row) => {
    if (isTooMany()) return "It is too large.";
    const cells = typeof row === "object" && row !== null ? Object.entries(row) : [["", row]];
    return firstOf(cells, ([key, cell]) => {
      if (isTooMany()) return "It is too large.";
      const isPlain = cell === null || ["number", "boolean"].includes(typeof cell) ||
        typeof cell === "string" && cell.length <= LONGEST_TEXT;
      return isPlain && String(key).length <= LONGEST_TEXT ? undefined : "Its data are not plain numbers and words.";
    });
  });
}

function firstOf<Item>(items: readonly Item[], problem: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
}
