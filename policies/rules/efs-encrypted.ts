import { ALWAYS_MANDATORY, resourceRule } from "../core";
import { wrongSwitch } from "./shared/properties";

export const efsEncrypted = resourceRule({
  name: "efs-encrypted",
  title: "File systems are encrypted",
  description: "EFS file systems are encrypted at rest.",
  why: "Encryption can be chosen only when a file system is created. Later, all files have to be copied to a new one.",
  fix: "Set `encrypted: true`, with `kmsKeyId` for a customer managed key.",
  severity: "high",
  identifiers: { fsbp: ["EFS.1"], checkov: ["CKV_AWS_42"] },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon EFS User Guide, Encrypting data at rest",
      url: "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
    },
  ],
  types: ["aws:efs/fileSystem:FileSystem"],
  levels: ALWAYS_MANDATORY,
  check: (fileSystem) =>
    wrongSwitch(fileSystem, {
      property: "encrypted",
      problem: "files lie on disks as plain text, and only a new file system can change that",
    }),
});
