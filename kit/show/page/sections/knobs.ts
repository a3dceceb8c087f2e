/**
 * The sliders with which a reader changes the picture. The page sends only their positions; which numbers these are is
 * decided here.
 * @module
 */
import { withMinus } from "../../../base/minus.ts";
import type { Knob } from "../../../base/syllabus.ts";
import { markup } from "../../../grade/reports/html/markup.ts";

/** The positions of a slider, from 0 to this number. */
const POSITIONS = 1000;

/**
 * The section; "" if there are no sliders.
 * @param values Where the sliders are, by their names; by default where they begin.
 */
export function knobsSection(knobs: readonly Knob[], values: Record<string, number> = {}): string {
  if (knobs.length === 0) return "";
  const rows = knobs.map((knob) => {
    const id = `knob-${knob.name}`;
    const value = values[knob.name] ?? knob.value;
    return markup`<div class="knob"><label for="${id}">${knob.label}</label> <input type="range" id="${id}" data-knob="${knob.name}" min="0" max="${POSITIONS}" value="${
      positionOf(knob, value)
    }" aria-describedby="value-${knob.name}"> <span id="value-${knob.name}">${knobText(knob, value)}</span></div>`;
  });
  return markup`<h2>Try other numbers</h2>${rows}`.text;
}

/**
 * The numbers of sliders, by their names.
 * @param about The positions: "learningRate=350&seed=20".
 * @returns Undefined if these are not the sliders in `knobs`, each with one of its positions.
 */
export function knobValues(knobs: readonly Knob[], about: string): Record<string, number> | undefined {
  const positions = new Map(about.split("&").map((part) => part.split("=") as [string, string]));
  const values: Record<string, number> = {};
  for (const knob of knobs) {
    const text = positions.get(knob.name) ?? "";
    if (!/^\d{1,4}$/.test(text) || Number(text) > POSITIONS) return undefined;
    values[knob.name] = valueAt(knob, Number(text));
  }
  return knobs.length > 0 && positions.size === knobs.length ? values : undefined;
}

/** The number of a slider, for the reader. */
export function knobText({ isWhole }: Knob, value: number): string {
  return withMinus(String(isWhole ? value : Number(value.toPrecision(3))));
}

function valueAt({ from, to, isLog, isWhole }: Knob, position: number): number {
  const share = position / POSITIONS;
  const value = isLog ? from * (to / from) ** share : from + share * (to - from);
  return isWhole ? Math.round(value) : Number(value.toPrecision(3));
}

/** The position of a slider that has a value. */
function positionOf({ from, to, isLog }: Knob, value: number): number {
  const share = isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.round(share * POSITIONS);
}
