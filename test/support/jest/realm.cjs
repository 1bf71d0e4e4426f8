"use strict";

const { TestEnvironment } = require("jest-environment-node");

/**
 * Properties of an object as they were, to go back to.
 * @typedef {object} Snapshot
 * @property {object} target
 * @property {Map<string | symbol, PropertyDescriptor>} properties
 */

/**
 * The global object that all test files of a worker run in, one after the other. It stays, so that packages can stay; what
 * a file adds to it, or changes, goes.
 */
class Realm {
  /** @param {ConstructorParameters<typeof TestEnvironment>} args */
  constructor(...args) {
    this.environment = new TestEnvironment(...args);
    this.global = this.environment.global;
    this.globals = snapshot(this.global);
    this.process = snapshot(this.global.process);
    this.variables = { ...this.global.process.env };
  }

  /**
   * Loads a package, which may define globals that it goes on to use: those stay.
   * @template T
   * @param {() => T} load
   * @returns {T}
   */
  keepGlobalsOf(load) {
    const before = new Set(Reflect.ownKeys(this.global));
    const loaded = load();
    for (const key of Reflect.ownKeys(this.global)) {
      if (!before.has(key)) this.globals.properties.set(key, descriptorOf(this.global, key));
    }
    return loaded;
  }

  /** Puts everything back between two files. */
  reset() {
    const { fakeTimers, fakeTimersModern, moduleMocker } = this.environment;
    fakeTimers?.dispose();
    fakeTimersModern?.dispose();
    moduleMocker?.restoreAllMocks();
    restore(this.globals);
    restore(this.process);
    restoreVariables(this.global.process.env, this.variables);
    this.global.Error.stackTraceLimit = 100;
    forgetOldGlobals(this.environment);
  }
}

/**
 * @param {object} target
 * @returns {Snapshot}
 */
function snapshot(target) {
  return { target, properties: new Map(Reflect.ownKeys(target).map((key) => [key, descriptorOf(target, key)])) };
}

/**
 * @param {object} target
 * @param {string | symbol} key
 * @returns {PropertyDescriptor}
 */
function descriptorOf(target, key) {
  return Reflect.getOwnPropertyDescriptor(target, key) ?? {};
}

/** @param {Snapshot} snapshot */
function restore({ target, properties }) {
  for (const key of Reflect.ownKeys(target)) {
    if (!properties.has(key)) Reflect.deleteProperty(target, key);
  }
  for (const [key, before] of properties) {
    if (!same(descriptorOf(target, key), before)) Reflect.defineProperty(target, key, before);
  }
}

/**
 * @param {PropertyDescriptor} one
 * @param {PropertyDescriptor} other
 */
function same(one, other) {
  return one.value === other.value && one.get === other.get && one.set === other.set;
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {Readonly<Record<string, string | undefined>>} before
 */
function restoreVariables(environment, before) {
  for (const name of Object.keys(environment)) if (!(name in before)) Reflect.deleteProperty(environment, name);
  Object.assign(environment, before);
}

/**
 * Jest's environment holds on to what globals were, to empty it in its end, which this one hasn't: all modules of all files
 * would stay in memory.
 * @param {object} environment
 */
function forgetOldGlobals(environment) {
  const { _globalProxy: proxy } = /** @type {{ _globalProxy: { leftovers: unknown[] } }} */ (environment);
  proxy.leftovers = [];
}

/** @type {Realm | undefined} */
let realm;

/**
 * The realm of this worker.
 * @param {ConstructorParameters<typeof TestEnvironment>} args
 */
function workerRealm(...args) {
  return (realm ??= new Realm(...args));
}

module.exports = { Realm, workerRealm };
