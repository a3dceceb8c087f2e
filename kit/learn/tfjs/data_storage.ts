/**
 * Where a backend finds the numbers of a tensor.
 * @module
 */
import type { DataId, KernelBackend } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** What a key knows; undefined if it is none of ours. */
let dataOf: (key: DataId) => unknown;
/** Tells it to a key. Returns whether it is one of ours. */
let tell: (key: DataId, data: unknown) => boolean;

/**
 * What a tensor names its numbers by. It knows them itself: to look them up in a map takes longer than a small kernel. A
 * lesson, which has the keys of its tensors and with them this class, sees nothing of it.
 */
class Key {
  /** As in TF.js, a number for whoever looks at it. */
  readonly id: number;
  #data: unknown;

  constructor(id: number) {
    this.id = id;
  }

  static {
    dataOf = (key) => #data in key ? key.#data : undefined;
    tell = (key, data) => {
      if (!(#data in key)) return false;
      key.#data = data;
      return true;
    };
  }
}

/** As TF.js's own, which is a map. What comes from another backend has a key of that one, and is in the map still. */
export class DataStorage<Data> extends tf.DataStorage<Data> {
  #count = 0;
  #keys = 0;

  /** @param backend Whose numbers they are; to it, TF.js's engine moves what is asked for and lies elsewhere. */
  constructor(backend: KernelBackend) {
    super(backend, tf.engine() as unknown as ConstructorParameters<typeof tf.DataStorage>[1]);
  }

  /** A new key, under which nothing is yet. */
  newKey(): DataId {
    return new Key(++this.#keys);
  }

  override get(key: DataId): Data {
    // what was elsewhere is moved here by TF.js's, and then a key of ours knows it
    return (dataOf(key) ?? super.get(key) ?? dataOf(key)) as Data;
  }

  override set(key: DataId, data: Data): void {
    if (tell(key, data)) this.#count++;
    else super.set(key, data);
  }

  override has(key: DataId): boolean {
    return dataOf(key) !== undefined || super.has(key);
  }

  override delete(key: DataId): boolean {
    if (!tell(key, undefined)) return super.delete(key);
    this.#count--;
    return true;
  }

  override numDataIds(): number {
    return this.#count + super.numDataIds();
  }
}
