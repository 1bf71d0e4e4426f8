"use strict";

// Runs PulumiCommand.install in a process of its own. The function can't be stopped, since it starts a shell that
// starts curl.

const { PulumiCommand } = require("@pulumi/pulumi/automation");
const { endGroupWithParent } = require("../shared/process-group.cjs");

endGroupWithParent();
PulumiCommand.install({ root: process.argv[2] }).then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(error.message);
    process.exit(1);
  },
);
