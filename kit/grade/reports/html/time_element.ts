/**
 * Times, always in an element `<time>`: two reports about the same class differ only there.
 * @module
 */
import { type Markup, markup } from "./markup.ts";

/** A time in ISO 8601, with or without seconds and zone. */
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** How long something took: `0.31 s`. HTML knows this form. */
export function duration(seconds: number): Markup {
  return markup`<time>${seconds.toFixed(2)} s</time>`;
}

/** A day and a time: `2026-11-28 10:11 UTC`. A text in another form is shown as it is. */
export function moment(iso: string): Markup {
  const [, day, time, zone = ""] = MOMENT.exec(iso) ?? [];
  if (!day) return markup`<span class="time">${iso}</span>`;
  const place = zone === "Z" ? " UTC" : zone && ` UTC${zone}`;
  return markup`<time datetime="${iso}">${day} ${time}${place}</time>`;
}
