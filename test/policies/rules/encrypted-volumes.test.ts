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
    "an instance's volumes, which may be those of its template": {
      given: [
        resource("aws:ec2/instance:Instance", "web", { rootBlockDevice: { encrypted: true } }),
        resource("aws:ec2/instance:Instance", "web", { launchTemplate: { id: UNKNOWN } }),
        resource("aws:ec2/instance:Instance", "web", {
          launchTemplate: { id: "lt-1" },
          rootBlockDevice: { volumeSize: 30 },
        }),
      ],
    },
    "copies that are encrypted": {
      given: [
        resource("aws:ec2/amiCopy:AmiCopy", "copy", { encrypted: true }),
        resource("aws:ebs/snapshotCopy:SnapshotCopy", "copy", { encrypted: true }),
      ],
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
    "volumes of instances however they are started": {
      given: [
        resource("aws:ec2/instance:Instance", "web", {
          rootBlockDevice: { encrypted: false },
          ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true }, { deviceName: "/dev/sdc" }],
        }),
        resource("aws:ec2/launchConfiguration:LaunchConfiguration", "web", { rootBlockDevice: { volumeSize: 30 } }),
        resource("aws:ec2/spotFleetRequest:SpotFleetRequest", "web", {
          launchSpecifications: [{ rootBlockDevices: [{ encrypted: false }] }],
        }),
      ],
      violations: [
        "web: rootBlockDevice.encrypted is false",
        "web: ebsBlockDevices[1].encrypted is not set",
        "web: rootBlockDevice.encrypted is not set",
        "web: launchSpecifications[0].rootBlockDevices[0].encrypted is false",
      ],
    },
    "the root volume of which an instance says nothing": {
      given: resource("aws:ec2/instance:Instance", "web", { ami: "ami-0a1" }),
      violations: ["web: rootBlockDevice.encrypted is not set"],
    },
    "copies and images that aren't": {
      given: [
        resource("aws:ec2/amiCopy:AmiCopy", "copy", { sourceAmiId: "ami-0a1" }),
        resource("aws:ebs/snapshotCopy:SnapshotCopy", "copy", { encrypted: false }),
        resource("aws:imagebuilder/imageRecipe:ImageRecipe", "image", {
          blockDeviceMappings: [{ ebs: { encrypted: "false" } }],
        }),
      ],
      violations: [
        "copy: encrypted is not set",
        "copy: encrypted is false",
        "image: blockDeviceMappings[0].ebs.encrypted is false",
      ],
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
