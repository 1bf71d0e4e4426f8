"use strict";

/**
 * Pulumi's package of Datadog. It is loaded when it is first used: programs without Datadog need not have it installed.
 * @returns {typeof import("@pulumi/datadog")}
 */
function datadogSdk() {
  return require("@pulumi/datadog");
}

module.exports = { datadogSdk };
