"use strict";

const { AsyncLocalStorage } = require("node:async_hooks");

/**
 * Storages that a test file has used. Jest makes one for each file, and Node goes through all of them at each promise, for
 * good: files that ran last in a worker took ten times as long as by themselves.
 * @type {Set<AsyncLocalStorage<unknown>>}
 */
const used = new Set();

for (const method of /** @type {const} */ (["run", "enterWith"])) {
  const original = /** @type {(...args: unknown[]) => unknown} */ (AsyncLocalStorage.prototype[method]);
  /**
   * @this {AsyncLocalStorage<unknown>}
   * @param {unknown[]} args
   */
  const noted = function (...args) {
    used.add(this);
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(AsyncLocalStorage.prototype, method, { value: noted, configurable: true, writable: true });
}

/** Has Node forget these storages, until one of them is used again. */
function disableStorages() {
  for (const storage of used) storage.disable();
  used.clear();
}

module.exports = { disableStorages };
