"use strict";

// Read by any version of Node, however old: no syntax newer than ES2015.

const MINIMUM = { major: 20, minor: 19 };

/**
 * What is wrong with a version of Node; undefined when it will do.
 * @param {string} version such as "20.19.0"
 * @returns {string | undefined}
 */
function nodeProblem(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  if (major > MINIMUM.major || (major === MINIMUM.major && minor >= MINIMUM.minor)) return undefined;
  return `error: this needs Node.js ${MINIMUM.major}.${MINIMUM.minor} or later, and this is ${version}
  Install it from https://nodejs.org/en/download and try again.`;
}

module.exports = { nodeProblem };
