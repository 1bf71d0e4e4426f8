"use strict";

/**
 * A value as a text of YAML. The package is loaded when it is first used: every program loads the library, and few make
 * configuration files.
 * @param {unknown} value
 * @returns {string}
 */
function toYaml(value) {
  return require("yaml").stringify(value);
}

module.exports = { toYaml };
