/**
 * @module
 */
import { printable } from "./printable.ts";

/** Escapes text for HTML, between tags and in quoted attributes, and removes invisible characters. */
export function escapeHtml(text: string): string {
  return printable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
