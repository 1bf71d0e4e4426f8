"use strict";

const { isBuiltin } = require("node:module");
const { default: Runtime } = require("jest-runtime");
const { resetSdk } = require("./sdk-state.cjs");

/**
 * Packages whose modules a file must have to itself: the SDK's server serves one policy pack in its life.
 */
const UNSHARED = /^@pulumi\/policy(\/|$)/;

/**
 * Loads packages once for all test files of a worker; a file's own modules, and ours that it imports, are loaded for it
 * alone. Two thirds of the time that unit tests took went into loading the same packages for each file.
 */
class PackageSharingRuntime extends Runtime {
  /** @param {ConstructorParameters<typeof Runtime>} args */
  constructor(...args) {
    super(...args);
    const environment = /** @type {unknown} */ (args[1]);
    this.realm = /** @type {import("./environment.cjs")} */ (environment).realm;
    this.packages = packagesOf(this.realm, args);
  }

  /**
   * @override
   * @template T
   * @param {Parameters<Runtime["requireModule"]>} args
   * @returns {T}
   */
  requireModule(...args) {
    const [from, name, options] = args;
    if (name === undefined || options?.isInternalModule === true || !isShared(name)) {
      return super.requireModule(...args);
    }
    return this.realm.keepGlobalsOf(() => this.packages.requireModule(from, name));
  }

  /** @override */
  teardown() {
    super.teardown();
    resetSdk(this.packages, this.realm.global);
  }
}

/** @param {string} name */
function isShared(name) {
  return !/^[./]/.test(name) && !isBuiltin(name) && !UNSHARED.test(name);
}

/** @type {Runtime | undefined} */
let packages;

/**
 * What loads packages in this worker, for good.
 * @param {import("./realm.cjs").Realm} realm
 * @param {ConstructorParameters<typeof Runtime>} args of the runtime of the first file
 */
function packagesOf(realm, [config, , resolver, transformer, , ...rest]) {
  return (packages ??= new Runtime(config, realm.environment, resolver, transformer, new Map(), ...rest));
}

module.exports = { __esModule: true, default: PackageSharingRuntime };
