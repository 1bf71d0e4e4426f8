"use strict";

const fs = require("node:fs");

/**
 * Facts that tell two states of a file apart, by path. npm gives every file that it installs the same modification
 * time, so the change time and the inode count too.
 * @typedef {Readonly<Record<string, string>>} Fingerprints
 */

/**
 * @param {Iterable<string>} files absolute paths; a file that is absent has a fingerprint too
 * @returns {Fingerprints}
 */
function fingerprintsOf(files) {
  return Object.fromEntries([...new Set(files)].map((file) => [file, fingerprint(file)]));
}

/**
 * @param {Fingerprints} fingerprints
 */
function areUnchanged(fingerprints) {
  for (const file in fingerprints) if (fingerprint(file) !== fingerprints[file]) return false;
  return true;
}

/** @param {string} file */
function fingerprint(file) {
  const facts = fs.statSync(file, { throwIfNoEntry: false });
  return facts === undefined ? "absent" : `${facts.size} ${facts.mtimeMs} ${facts.ctimeMs} ${facts.ino}`;
}

module.exports = { areUnchanged, fingerprintsOf };
