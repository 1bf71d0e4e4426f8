import { ALWAYS_MANDATORY, everywhere, resourceRule, type Finding, type ResourceView } from "../core";

interface Settings {
  /** Whether the account encrypts new volumes by default. */
  readonly encryptionByDefault: boolean;
}

const VOLUME = "aws:ebs/volume:Volume";

export const encryptedVolumes = resourceRule<Settings>({
  name: "encrypted-volumes",
  title: "Volumes are encrypted",
  description: "EBS volumes, and those that an EC2 launch template describes, are encrypted.",
  why:
    "Whoever may make and share a snapshot of an unencrypted volume can read its data. A volume can't be encrypted " +
    "later, only replaced.",
  fix:
    "Set `encrypted: true`, and `kmsKeyId` for a key of your own. Where the account encrypts new volumes by itself, say " +
    "so with `encryptionByDefault` in the configuration of the pack. Changing it replaces a volume: copy its data first.",
  severity: "high",
  identifiers: { fsbp: ["EC2.3"], checkov: ["CKV_AWS_8"] },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon EBS User Guide, Amazon EBS encryption",
      url: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
    },
  ],
  types: ["aws:ec2/launchTemplate:LaunchTemplate", VOLUME],
  levels: ALWAYS_MANDATORY,
  configuration: {
    schema: {
      encryptionByDefault: {
        type: "boolean",
        description: "Whether the account encrypts new volumes by itself, so that nothing has to be set",
      },
    },
    defaults: everywhere({ encryptionByDefault: false }),
  },
  check: (resource, { encryptionByDefault }) =>
    volumesOf(resource).flatMap((path) => unencrypted(resource, path, encryptionByDefault)),
});

/** Paths of the volumes that a resource describes, ending in a point. A volume that isn't EBS's has no `ebs`. */
function volumesOf(resource: ResourceView): readonly string[] {
  if (resource.type === VOLUME) return [""];
  return resource
    .each("blockDeviceMappings")
    .filter((mapping) => !mapping.isMissing("ebs"))
    .map((mapping) => `${mapping.path}.ebs.`);
}

/** A volume from a snapshot has the snapshot's encryption unless the program sets another. */
function unencrypted(resource: ResourceView, path: string, encryptionByDefault: boolean): Finding[] {
  const encrypted = resource.boolean(`${path}encrypted`);
  if (!encrypted.known || encrypted.value === true) return [];
  const decidedElsewhere = encryptionByDefault || !resource.isMissing(`${path}snapshotId`);
  if (encrypted.value === undefined && decidedElsewhere) return [];
  return [
    {
      property: `${path}encrypted`,
      value: encrypted.value,
      problem: "whoever gets at a snapshot of the volume reads what is on it",
      allowed: "true",
      fix: "set encrypted: true, which replaces a volume that exists",
    },
  ];
}
