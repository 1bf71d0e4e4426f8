"use strict";

const Module = require("node:module");
const path = require("node:path");

// Functions of Node's own `require`, which its type declarations leave out.

/**
 * Makes a module object for a file as Node does, without loading it.
 * @param {string} file
 * @param {NodeModule} [parent]
 * @returns {NodeModule}
 */
function newModule(file, parent) {
  const module = new Module(file, parent);
  module.filename = file;
  // @ts-expect-error The declarations leave it out.
  module.paths = Module._nodeModulePaths(path.dirname(file));
  return module;
}

/**
 * Resolves a request to a file's absolute path or to the name of one of Node's own modules.
 * @param {string} request
 * @param {NodeModule} module
 * @param {object} [options] those of `require.resolve`
 * @returns {string}
 */
function resolve(request, module, options) {
  // @ts-expect-error The declarations leave it out.
  return Module._resolveFilename(request, module, false, options);
}

/**
 * Gives a load function the properties that code expects of `require`.
 * @param {NodeModule} module
 * @param {(request: string) => unknown} load
 * @returns {NodeRequire}
 */
function requireLike(module, load) {
  const paths = (/** @type {string} */ request) => {
    // @ts-expect-error The declarations leave it out.
    return Module._resolveLookupPaths(request, module);
  };
  const resolveRequest = (/** @type {string} */ request, /** @type {object | undefined} */ options) =>
    resolve(request, module, options);
  return Object.assign(load, {
    resolve: Object.assign(resolveRequest, { paths }),
    main: process.mainModule,
    // @ts-expect-error The declarations leave it out.
    extensions: Module._extensions,
    cache: require.cache,
  });
}

module.exports = { newModule, requireLike, resolve };
