import { efsEncrypted as rule } from "../../../policies/rules/efs-encrypted";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { addStateful } from "../support/mutation";

function fileSystem(properties: TestResource["properties"]): TestResource {
  return resource("aws:efs/fileSystem:FileSystem", "files", properties);
}

describeRule(rule, {
  accepts: {
    "an encrypted file system": { given: fileSystem({ encrypted: true }) },
    "other resources": { given: resource("aws:efs/mountTarget:MountTarget", "files") },
  },
  refuses: {
    "one that is not, in development too": {
      given: fileSystem({ encrypted: false }),
      environment: "development",
      violations: ["files: encrypted is false: files lie on disks as plain text"],
    },
  },
  boundaries: { "a boolean written as text": { given: fileSystem({ encrypted: "true" }) } },
  missing: {
    "nothing said, which is unencrypted": { given: fileSystem({}), violations: ["files: encrypted is not set"] },
  },
  unknown: {
    "an unknown setting": {
      given: fileSystem({ encrypted: UNKNOWN }),
      remarks: ["files: Not determinable yet: encrypted isn't known"],
    },
  },
  production: addStateful("aws:efs/fileSystem:FileSystem", { encrypted: false }),
});
