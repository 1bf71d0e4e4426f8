"use strict";

const { default: Sequencer } = require("@jest/test-sequencer");

/** Files that take longest, the longest first; CONTRIBUTING.md says how long. */
const SLOWEST = [
  "test/lifecycle/environments.long.test.ts",
  "test/cli/deployments/failures.long.test.ts",
  "test/cli/deployments/crashes.long.test.ts",
  "test/lifecycle/environment-changes.long.test.ts",
  "test/package/rehearsal.test.ts",
  "test/package/package.long.test.ts",
  "test/lifecycle/restore.long.test.ts",
  "test/lifecycle/scaling.long.test.ts",
  "test/docs/configuration-policies.long.test.ts",
  "test/policies/foreign-programs.long.test.ts",
  "test/components/monitoring/dashboards/queries.long.test.ts",
  "test/lifecycle/environment.test.ts",
  "test/lifecycle/web-service.long.test.ts",
  "test/lifecycle/database.long.test.ts",
  "test/lifecycle/deployments.long.test.ts",
  "test/lifecycle/interruption.test.ts",
  "test/lifecycle/renames.long.test.ts",
  "test/lifecycle/documented-configurations.test.ts",
  "test/lifecycle/handover.test.ts",
  "test/docs/examples.test.ts",
  "test/examples/enterprise/tracing.test.ts",
  "test/tools/modules/cached.test.ts",
  "test/lifecycle/configuration.test.ts",
  "test/stacks/documentation/alarm-list.test.ts",
  "test/stacks/environment/sections/monitoring/monitoring.test.ts",
  "test/policies/false-positives.test.ts",
];

/**
 * Starts the slowest files first, so that all workers end at about the same time. Jest itself goes by what it measured
 * before, which a clean checkout lacks, and by size, which says little.
 */
class SlowestFirst extends Sequencer {
  /**
   * @override
   * @param {Parameters<Sequencer["sort"]>[0]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return [...sorted].sort((one, other) => place(one.path) - place(other.path));
  }
}

/** @param {string} path */
function place(path) {
  const found = SLOWEST.findIndex((file) => path.endsWith(`/${file}`));
  return found < 0 ? SLOWEST.length : found;
}

module.exports = SlowestFirst;
module.exports.SLOWEST = SLOWEST;
