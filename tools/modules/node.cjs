"use strict";

const Module = require("node:module");
const path = require("node:path");

// What Node's own `require` is made of; its type declarations leave these out.

/**
 * A module as Node would make it for a file, not loaded yet.
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
 * Where a request leads: a file's absolute path, or the name of one of Node's own modules.
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
 * A module's `require` with everything that code may expect of it.
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
