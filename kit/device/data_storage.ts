/**
 * Where a backend finds the numbers of a tensor.
 * @module
 */
import type { DataId, KernelBackend } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** What a tensor names its numbers by. It knows them itself: to look them up in a map takes longer than a small kernel. */
class Key {
  /** As in TF.js, a number for whoever looks at it. */
  readonly id: number;
  #data: unknown;

  constructor(id: number) {
    this.id = id;
  }

  static get(key: DataId): unknown {
    return #data in key ? key.#data : undefined;
  }

  /** @returns Whether it is a key of ours. */
  static set(key: DataId, data: unknown): boolean {
    if (!(#data in key)) return false;
    key.#data = data;
    return true;
  }
}

/**
 * As TF.js's own, which is a map. What comes from another backend has a key of that one, and is in the map still. A lesson
 * that has a key does not see what it knows.
 */
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
    return (Key.get(key) ?? super.get(key) ?? Key.get(key)) as Data;
  }

  override set(key: DataId, data: Data): void {
    if (Key.set(key, data)) this.#count++;
    else super.set(key, data);
  }

  override has(key: DataId): boolean {
    return Key.get(key) !== undefined || super.has(key);
  }

  override delete(key: DataId): boolean {
    if (!Key.set(key, undefined)) return super.delete(key);
    this.#count--;
    return true;
  }

  override numDataIds(): number {
    return this.#count + super.numDataIds();
  }
}
