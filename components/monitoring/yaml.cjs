"use strict";

/**
 * A value as a text of YAML, each text on one line and each object in full, as people compare them. The package is
 * loaded when it is first used: every program loads the library, and few make configuration files.
 * @param {unknown} value
 * @returns {string}
 */
function toYaml(value) {
  return require("yaml").stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

module.exports = { toYaml };
