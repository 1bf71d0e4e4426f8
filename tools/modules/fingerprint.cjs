"use strict";

const fs = require("node:fs");

/**
 * What tells one state of a file from another, by path. npm gives every file that it installs the same time of change,
 * so that the time at which its entry in the file system changed, and its number there, count too.
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
