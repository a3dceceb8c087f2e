/**
 * The data of a picture as tables, for everybody who wants the numbers or cannot see the picture.
 * @module
 */
import { printableLine } from "../../../base/printable.ts";
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { PAST } from "../../../judge/sandbox/with_past.ts";
import { withMinus } from "../../../base/minus.ts";

/** How much is shown: tables, rows of a table (evenly spread if there are more), columns, and characters of a cell. */
const MOST_TABLES = 12;
const MOST_ROWS = 50;
const MOST_COLUMNS = 8;
const LONGEST_CELL = 60;

/** How deep views may be nested, and how many are looked at. A stranger may have written the specification. */
const DEEPEST = 8;
const MOST_VIEWS = 200;

/** What a layer of the picture shows: rows of numbers and words, each with its heading. */
interface Table {
  title: string;
  headings: string[];
  rows: unknown[][];
}

/**
 * The section; "" if the picture has no data that can be shown.
 * @param spec The picture's specification as JSON, untrusted.
 */
export function dataSection(spec: string): string {
  const tables = tablesOf(spec);
  if (tables.length === 0) return "";
  return markup`<details id="data-tables"><summary>The data as ${tables.length === 1 ? "a table" : "tables"}</summary>${
    tables.map(tableMarkup)
  }</details>`.text;
}

function tableMarkup({ title, headings, rows }: Table): Markup {
  const shown = rows.length <= MOST_ROWS
    ? rows
    : Array.from({ length: MOST_ROWS }, (_, i) => rows[Math.round(i * (rows.length - 1) / (MOST_ROWS - 1))]);
  const note = shown.length < rows.length ? `, ${shown.length} of ${rows.length} rows` : "";
  return markup`<div class="scroll" tabindex="0"><table><caption>${title}${note}</caption><thead><tr>${
    headings.map((heading) => markup`<th scope="col">${heading}</th>`)
  }</tr></thead><tbody>${
    shown.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cellText(cell)}</td>`)}</tr>`)
  }</tbody></table></div>`;
}

/** The tables of all layers with data of their own. */
function tablesOf(spec: string): Table[] {
  let picture: unknown;
  try {
    picture = JSON.parse(spec);
  } catch {
    return [];
  }
  const tables: Table[] = [];
  let views = 0;
  const look = (view: unknown, title: string, depth: number): void => {
    if (!isRecord(view) || depth > DEEPEST || ++views > MOST_VIEWS || tables.length >= MOST_TABLES) return;
    const own = titleOf(view.title) || title;
    const table = tableOf(view, own);
    if (table) tables.push(table);
    for (const parts of ["concat", "hconcat", "vconcat", "layer"].map((name) => view[name])) {
      if (Array.isArray(parts)) { for (const part of parts) look(part, own, depth + 1); }
    }
  };
  look(picture, "", 0);
  return tables;
}

/** The data that a layer draws along its axes; undefined if it draws none, a single value as a label, or earlier data. */
function tableOf({ data, encoding, name }: Record<string, unknown>, title: string): Table | undefined {
  if (String(name ?? "").startsWith(PAST)) return undefined;
  const values = isRecord(data) && Array.isArray(data.values) ? data.values.filter(isRecord) : [];
  if (values.length < 2 || !isRecord(encoding)) return undefined;
  const fields = new Map<string, string>();
  for (const channel of ["x", "y", "x2", "y2", "color", "size"].map((name) => encoding[name])) {
    if (!isRecord(channel) || typeof channel.field !== "string" || fields.size >= MOST_COLUMNS) continue;
    const axis = isRecord(channel.axis) ? titleOf(channel.axis.title) : "";
    if (!fields.has(channel.field)) fields.set(channel.field, printableLine(axis || channel.field, LONGEST_CELL));
  }
  if (fields.size === 0) return undefined;
  const rows = values.map((row) => [...fields.keys()].map((field) => Object.hasOwn(row, field) ? row[field] : null));
  return { title: title || "The data", headings: [...fields.values()], rows };
}

/** A title, which may also be an object with the text in it. */
function titleOf(title: unknown): string {
  const text = isRecord(title) ? title.text : title;
  return typeof text === "string" ? printableLine(text, LONGEST_CELL) : "";
}

function cellText(cell: unknown): string {
  if (typeof cell === "number") return withMinus(String(Number(cell.toPrecision(6))));
  return cell === null || cell === undefined ? "–" : printableLine(String(cell), LONGEST_CELL);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
