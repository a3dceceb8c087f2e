/**
 * The sliders and lists with which a reader changes the picture. The page sends only their positions; which numbers and
 * choices these are is decided here.
 * @module
 */
import { withMinus } from "../../../base/minus.ts";
import type { ChoiceKnob, Knob, KnobValues, NumberKnob } from "../../../base/syllabus.ts";
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";

/** The positions of a slider, from 0 to this number. */
const POSITIONS = 1000;

/**
 * The section; "" if there are no knobs.
 * @param values What is chosen, by the names of the knobs; by default what they begin with.
 */
export function knobsSection(knobs: readonly Knob[], values: KnobValues = {}): string {
  if (knobs.length === 0) return "";
  const what = knobs.some(isChoice) ? "values" : "numbers";
  const rows = knobs.map((knob) => {
    const id = `knob-${knob.name}`;
    const value = values[knob.name] ?? knob.value;
    return markup`<div class="knob"><label for="${id}">${knob.label}</label> ${
      isChoice(knob) ? list(knob, id, value) : slider(knob, id, Number(value))
    }</div>`;
  });
  return markup`<h2>Try other ${what}</h2><div class="knobs">${rows}</div>`.text;
}

function slider(knob: NumberKnob, id: string, value: number): Markup {
  return markup`<input type="range" id="${id}" data-knob="${knob.name}" min="0" max="${POSITIONS}" value="${
    positionOf(knob, value)
  }" aria-describedby="value-${knob.name}"> <span id="value-${knob.name}">${knobText(knob, value)}</span>`;
}

function list({ name, choices }: ChoiceKnob, id: string, value: unknown): Markup {
  const options = choices.map((choice, position) =>
    markup`<option value="${position}"${choice === value ? markup` selected` : ""}>${choice}</option>`
  );
  return markup`<select id="${id}" data-knob="${name}">${options}</select>`;
}

/**
 * The numbers and choices, by the names of the knobs.
 * @param about The positions: "learningRate=350&seed=20&rule=1".
 * @returns Undefined if these are not the knobs in `knobs`, each with one of its positions.
 */
export function knobValues(knobs: readonly Knob[], about: string): KnobValues | undefined {
  const positions = new Map(about.split("&").map((part) => part.split("=") as [string, string]));
  const values: KnobValues = {};
  for (const knob of knobs) {
    const text = positions.get(knob.name) ?? "";
    const last = isChoice(knob) ? knob.choices.length - 1 : POSITIONS;
    if (!/^\d{1,4}$/.test(text) || Number(text) > last) return undefined;
    values[knob.name] = isChoice(knob) ? knob.choices[Number(text)] : valueAt(knob, Number(text));
  }
  return knobs.length > 0 && positions.size === knobs.length ? values : undefined;
}

/** The number or the choice, for the reader. */
export function knobText(knob: Knob, value: number | string): string {
  if (isChoice(knob)) return String(value);
  return withMinus(String(knob.isWhole ? value : Number(Number(value).toPrecision(3))));
}

function isChoice(knob: Knob): knob is ChoiceKnob {
  return "choices" in knob;
}

function valueAt({ from, to, isLog, isWhole }: NumberKnob, position: number): number {
  const share = position / POSITIONS;
  const value = isLog ? from * (to / from) ** share : from + share * (to - from);
  return isWhole ? Math.round(value) : Number(value.toPrecision(3));
}

/** The position of a slider that has a value. */
function positionOf({ from, to, isLog }: NumberKnob, value: number): number {
  const share = isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.round(share * POSITIONS);
}
