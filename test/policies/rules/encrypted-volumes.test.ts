import { encryptedVolumes as rule } from "../../../policies/rules/encrypted-volumes";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function template(...blockDeviceMappings: unknown[]): TestResource {
  return resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", { blockDeviceMappings });
}

function volume(properties: TestResource["properties"]): TestResource {
  return resource("aws:ebs/volume:Volume", "data", properties);
}

describeRule(rule, {
  accepts: {
    "encrypted volumes": {
      given: [volume({ encrypted: true }), template({ deviceName: "/dev/xvda", ebs: { encrypted: "true" } })],
    },
    "what isn't on EBS": { given: template({ virtualName: "ephemeral0" }, { noDevice: "" }) },
    "a volume from a snapshot, which decides": {
      given: [volume({ snapshotId: "snap-1" }), template({ ebs: { snapshotId: UNKNOWN } })],
    },
    "a template that leaves its volumes to the image": {
      given: resource("aws:ec2/launchTemplate:LaunchTemplate", "instances"),
    },
  },
  refuses: {
    "a volume that isn't encrypted": {
      given: volume({ encrypted: false }),
      violations: ["data: encrypted is false: whoever gets at a snapshot"],
    },
    "the volume of a template that isn't": {
      given: template({ ebs: { encrypted: "true" } }, { ebs: { encrypted: "false" } }),
      violations: ["instances: blockDeviceMappings[1].ebs.encrypted is false"],
    },
  },
  boundaries: {
    "no setting where the account encrypts": {
      given: [volume({}), template({ ebs: { volumeSize: 30 } })],
      settings: { encryptionByDefault: true },
    },
    "a setting against the account's": {
      given: volume({ encrypted: false }),
      settings: { encryptionByDefault: true },
      violations: ["data: encrypted is false"],
    },
    "a setting against the snapshot's": {
      given: volume({ encrypted: false, snapshotId: "snap-1" }),
      violations: ["data: encrypted is false"],
    },
  },
  missing: {
    "no setting, which is off": {
      given: [volume({}), template({ ebs: { volumeSize: 30 } })],
      violations: ["data: encrypted is not set", "instances: blockDeviceMappings[0].ebs.encrypted is not set"],
    },
  },
  unknown: {
    "an unknown setting beside a wrong one": {
      given: template({ ebs: { encrypted: UNKNOWN } }, { ebs: {} }),
      violations: ["instances: blockDeviceMappings[1].ebs.encrypted is not set"],
      remarks: ["instances: Not determinable yet: blockDeviceMappings[0].ebs.encrypted isn't known"],
    },
    "unknown volumes": {
      given: resource("aws:ec2/launchTemplate:LaunchTemplate", "instances", { blockDeviceMappings: UNKNOWN }),
      remarks: ["instances: Not determinable yet: blockDeviceMappings isn't known"],
    },
  },
  production: set(of("aws:ec2/launchTemplate:LaunchTemplate"), { "blockDeviceMappings.0.ebs.encrypted": "false" }),
});
