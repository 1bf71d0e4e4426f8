"use strict";

// A process of its own around PulumiCommand.install, which can't be stopped: it starts a shell, which starts curl.

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
