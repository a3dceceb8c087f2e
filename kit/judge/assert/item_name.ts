/**
 * Makes the names of evidence, and of its items, for messages.
 * @module
 */

/** The names of a list and of its items. Items that a check selects from a longer list can keep their names. */
export interface ListName {
  /** The whole list: "losses". */
  list: string;
  /** The name of the item at a position: "losses[100]" at position 2, if this item was the third that was selected. */
  item(place: number): string;
}

/** The name of evidence. If it is a string, items get an index: "losses[3] after a step" in "losses after a step". */
export type Name = string | ListName;

/** The text that ends the first noun of a name. An index belongs after this noun. */
const END = /,| (?:after|along|as|at|before|between|by|for|from|if|in|of|on|that|through|to|when|where|with)(?= )/y;

/** The name of the whole list. */
export function listName(name: Name): string {
  return typeof name === "string" ? name : name.list;
}

/**
 * The name of one item of a list: "losses[3]" for "losses", and "w1[3] after a step" for "w1 after a step".
 * @param place The position of the item in the list, counted from 0.
 */
export function itemName(name: Name, place: number): string {
  return typeof name === "string" ? indexed(name, [place]) : name.item(place);
}

/**
 * Names a list that a check has made from some items of another list.
 * @example
 * ```ts
 * import { assertClose, picked } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * const losses = [4, 2, 1];
 * const some = [0, 2];
 * assertThrows(
 *   () => assertClose(some.map((step) => losses[step]), [4, 3], { name: picked("losses", some) }),
 *   Error,
 *   "losses[2] is 1, expected 3.",
 * );
 * ```
 * @param name The name of the other list.
 * @param indices The positions of the items in the other list.
 */
export function picked(name: string, indices: readonly number[]): ListName {
  return { list: name, item: (place) => indexed(name, [indices[place]]) };
}

/**
 * Names the numbers of a tensor, or of nested lists, which arrive as one flat list, row by row. A column is numbered
 * like a list.
 * @example
 * ```ts
 * import { assertClose, inShape } from "downhill/testing";
 * import { assertThrows } from "@std/assert";
 * assertThrows(
 *   () => assertClose([1, 2, 3, 4], [1, 2, 3, 5], { name: inShape("logits of two images", [2, 2]) }),
 *   Error,
 *   "logits[1][1] of two images is 4, expected 5.",
 * );
 * ```
 * @param name The name of the whole tensor.
 * @param shape The length of each axis.
 */
export function inShape(name: string, shape: readonly number[]): ListName {
  const axes = shape.slice(0, shape.findLastIndex((length) => length !== 1) + 1);
  return {
    list: name,
    item: (place) => {
      const path: number[] = [];
      for (const length of axes.toReversed()) {
        path.unshift(place % length);
        place = Math.floor(place / length);
      }
      return indexed(name, path);
    },
  };
}

/**
 * Gives each item of a list its own name. If a check puts slope and height into one list, a learner would not recognise
 * them as [0] and [1].
 * @param name The name of the whole list.
 * @param items The names of the items, in order.
 */
export function itemsNamed(name: string, items: readonly string[]): ListName {
  return { list: name, item: (place) => items[place] };
}

/**
 * Names the values that a function receives in its calls: "step in call 3 to onProgress".
 * @param field The value that is checked in each call: "step".
 * @param name The name of the function.
 */
export function inCalls(field: string, name: string): ListName {
  return { list: `${field} in the calls to ${name}`, item: (place) => `${field} in call ${place + 1} to ${name}` };
}

/** Inserts the index of an item into `name`, after the first noun. */
function indexed(name: string, path: readonly number[]): string {
  const end = endOfFirst(name);
  return name.slice(0, end) + path.map((index) => `[${index}]`).join("") + name.slice(end);
}

/** The position at which the first noun ends. Brackets and their contents belong to the word before them. */
function endOfFirst(name: string): number {
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    if ("([{".includes(name[i])) depth++;
    if (")]}".includes(name[i])) depth--;
    END.lastIndex = i;
    if (depth === 0 && END.test(name)) return i;
  }
  return name.length;
}
