"use strict";

/**
 * Grafana's Foundation SDK. Each part is loaded when it is first used, so that programs that make no dashboards don't
 * wait for its 250 files.
 */
module.exports.grafana = {
  get bargauge() {
    return require("@grafana/grafana-foundation-sdk/bargauge");
  },
  get common() {
    return require("@grafana/grafana-foundation-sdk/common");
  },
  get dashboard() {
    return require("@grafana/grafana-foundation-sdk/dashboard");
  },
  get gauge() {
    return require("@grafana/grafana-foundation-sdk/gauge");
  },
  get prometheus() {
    return require("@grafana/grafana-foundation-sdk/prometheus");
  },
  get stat() {
    return require("@grafana/grafana-foundation-sdk/stat");
  },
  get statetimeline() {
    return require("@grafana/grafana-foundation-sdk/statetimeline");
  },
  get table() {
    return require("@grafana/grafana-foundation-sdk/table");
  },
  get text() {
    return require("@grafana/grafana-foundation-sdk/text");
  },
  /**
   * A dashboard in the form that files hold. The SDK calls it deprecated, since a second form is to follow it; Grafana 11
   * and 12 read this one from files.
   * @param {string} title
   */
  newDashboard(title) {
    const { DashboardBuilder } = require("@grafana/grafana-foundation-sdk/dashboard");
    return new DashboardBuilder(title);
  },
  get timeseries() {
    return require("@grafana/grafana-foundation-sdk/timeseries");
  },
};
