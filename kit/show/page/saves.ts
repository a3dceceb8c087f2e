/**
 * The saves of a session, so that a reader can go back to an earlier verdict and its picture.
 * @module
 */
import { markup } from "../../grade/reports/html/markup.ts";
import type { Sections } from "./serve.ts";

/** A save with its verdict. */
interface Save {
  /** When it was judged: "14:05". */
  time: string;
  points: number;
  maxPoints: number;
  /** What the page showed then. */
  sections: Sections;
}

/** How many saves are kept, and how much they may contain together, in characters. The oldest ones are forgotten. */
const MOST_SAVES = 100;
const MOST_CHARACTERS = 2 ** 24;

/** Remembers saves, oldest first. */
export class Saves {
  #saves: Save[] = [];
  /** How many saves have been forgotten. */
  #forgotten = 0;

  /** Forgets all saves: another lesson begins. */
  clear(): void {
    this.#saves = [];
    this.#forgotten = 0;
  }

  /** Adds a save. */
  add(points: number, maxPoints: number, sections: Sections, now: Date = new Date()): void {
    const time = now.toTimeString().slice(0, 5);
    this.#saves.push({ time, points, maxPoints, sections });
    while (this.#saves.length > MOST_SAVES || this.#characters() > MOST_CHARACTERS && this.#saves.length > 1) {
      this.#saves.shift();
      this.#forgotten++;
    }
  }

  /** Adds a section to the last save: its picture comes after its verdict. */
  complete(sections: Sections): void {
    Object.assign(this.#saves.at(-1)?.sections ?? {}, sections);
  }

  /** What the page showed after a save, by its number; undefined if there is no such save. */
  at(number: string): Sections | undefined {
    return this.#saves[Number(number) - 1 - this.#forgotten]?.sections;
  }

  /** The section: a button for each save, once there is more than one. */
  section(): string {
    if (this.#saves.length < 2) return "";
    const items = this.#saves.map(({ time, points, maxPoints }, i) => {
      const number = i + 1 + this.#forgotten;
      const name = `Save ${number} at ${time}: ${points} of ${maxPoints} points`;
      const height = Math.round(10 * points / Math.max(1, maxPoints));
      return markup`<li><button type="button" id="save-${number}" data-do="look" data-about="${number}" aria-label="${name}" title="${name}"><span class="bar bar-${height}"></span></button></li>`;
    });
    return markup`<h2>Your saves</h2><ol class="saves">${items}</ol>`.text;
  }

  #characters(): number {
    return this.#saves.reduce((sum, { sections }) => sum + Object.values(sections).join("").length, 0);
  }
}
