"use strict";

const Module = require("node:module");
const path = require("node:path");

/**
 * npm's dependency resolver, which the SDK loads in order to pack functions for the cloud. Policies pack none, and
 * loading it takes a sixth of a second of each start.
 */
const NEVER_NEEDED = "@npmcli/arborist";

/** Replaces the resolver by an empty module. Call it before anything loads the SDK. */
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
