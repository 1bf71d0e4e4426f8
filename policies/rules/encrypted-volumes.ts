import { ALWAYS_MANDATORY, everywhere, resourceRule, type Finding, type ResourceView } from "../core";
import { hasTemplate, INSTANCES, instanceTypesWith, objectsAt } from "./shared/instances";
import { joined } from "./shared/places";

interface Settings {
  /** Whether the account encrypts new volumes by default. */
  readonly encryptionByDefault: boolean;
}

export const encryptedVolumes = resourceRule<Settings>({
  name: "encrypted-volumes",
  title: "Volumes are encrypted",
  description:
    "EBS volumes, copies of snapshots and images, and the volumes that EC2 instances, launch templates, launch " +
    "configurations, spot requests and image recipes describe, are encrypted.",
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
  types: instanceTypesWith("volumes"),
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

/** Paths of the volumes that a resource describes, and of the root volume that it has without saying so. */
function volumesOf(resource: ResourceView): readonly string[] {
  const { volumes = [], root } = INSTANCES[resource.type] ?? {};
  const described = objectsAt(resource, volumes).map(({ path }) => path);
  const hasRoot = root !== undefined && resource.isMissing(root) && !hasTemplate(resource);
  return hasRoot ? [root, ...described] : described;
}

/** A volume from a snapshot has the snapshot's encryption unless the program sets another. */
function unencrypted(resource: ResourceView, path: string, encryptionByDefault: boolean): Finding[] {
  const property = joined(path, "encrypted");
  const encrypted = resource.boolean(property);
  if (!encrypted.known || encrypted.value === true) return [];
  const isOfSnapshot = !resource.isMissing(joined(path, "snapshotId"));
  if (encrypted.value === undefined && (encryptionByDefault || isOfSnapshot || hasTemplate(resource))) return [];
  return [
    {
      property,
      value: encrypted.value,
      problem: "whoever gets at a snapshot of the volume reads what is on it",
      allowed: "true",
      fix: "set encrypted: true, which replaces a volume that exists",
    },
  ];
}
