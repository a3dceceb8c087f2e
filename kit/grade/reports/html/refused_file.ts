/**
 * @module
 */
import { printableLine, printableName } from "../../../base/printable.ts";
import { type Markup, markup } from "./markup.ts";
import type { Refusal } from "./refusals.ts";

/** The longest reason, in characters. */
const LONGEST_REASON = 500;

/** Why a file was refused. The reason begins with the name of the file, but not with its folder. */
export function refusedFile({ path, reason }: Refusal): Markup {
  const folder = path.includes("/") ? markup` <code>(${printableName(path)})</code>` : "";
  return markup`${printableLine(reason, LONGEST_REASON)}${folder}`;
}
