"use strict";

const Module = require("node:module");
const path = require("node:path");

/**
 * npm's dependency resolver, by which the SDK packs functions for the cloud: a sixth of a second of each start, and no
 * policy packs functions.
 */
const NEVER_NEEDED = "@npmcli/arborist";

/** Puts an empty module in its place; to be called before anything loads the SDK. */
function narrowImports() {
  const file = resolvedFrom(path.dirname(require.resolve("@pulumi/pulumi")));
  if (file === undefined) return;
  const empty = new Module(file);
  empty.filename = file;
  empty.loaded = true;
  require.cache[file] = empty;
}

/**
 * @param {string} directory
 * @returns {string | undefined} undefined where this version of the SDK does without it
 */
function resolvedFrom(directory) {
  try {
    return require.resolve(NEVER_NEEDED, { paths: [directory] });
  } catch {
    return undefined;
  }
}

module.exports = { narrowImports };
