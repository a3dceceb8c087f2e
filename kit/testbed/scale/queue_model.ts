/**
 * A model of the queue: files arrive, and a number of slots judges them, the first that came first.
 * @module
 */
import { RandomState } from "../../learn/data/random_state.ts";

/** A file in the model, with times in seconds. */
export interface ModelFile {
  /** When it arrives. */
  at: number;
  /** How long a slot is busy with it. */
  service: number;
}

/** Files whose arrivals and times are random and independent: M/M/c in Kendall's notation. */
export function randomFiles(count: number, perSecond: number, meanService: number, seed: number): ModelFile[] {
  const random = new RandomState(seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random.uniform(0, 1));
  let at = 0;
  return Array.from(
    { length: count },
    () => ({ at: at += exponential(1 / perSecond), service: exponential(meanService) }),
  );
}

/** How long each file waits for a slot, by simulating each event. `files` are in the order of their arrivals. */
export function simulatedWaits(files: readonly ModelFile[], slots: number): number[] {
  const free = new Array<number>(slots).fill(0); // when each slot is free
  return files.map(({ at, service }) => {
    const slot = free.indexOf(Math.min(...free));
    const begin = Math.max(at, free[slot]);
    free[slot] = begin + service;
    return begin - at;
  });
}

/**
 * The mean wait by Erlang's C formula (A. K. Erlang 1917; D. Gross et al., *Fundamentals of Queueing Theory*, 4th ed.,
 * section 2.3), for exponential times.
 */
export function erlangWait(perSecond: number, meanService: number, slots: number): number {
  const load = perSecond * meanService;
  let term = 1; // load^k / k!
  let sum = 0;
  for (let k = 0; k < slots; k++) {
    sum += term;
    term *= load / (k + 1);
  }
  const last = term * slots / (slots - load);
  return last / (sum + last) / (slots / meanService - perSecond);
}

/** The mean of some numbers. */
export function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
