import type { Reader, ResourceView } from "../../core";
import { readersAt } from "./places";

/** Where a type that starts EC2 instances says what rules of instances look at; what it can't say is left out. */
export interface InstanceProperties {
  /** Path of the options of the metadata service. */
  readonly metadata?: string;
  /** Paths of volumes, as {@link readersAt} takes them. */
  readonly volumes?: readonly string[];
  /** Paths of the objects with `associatePublicIpAddress`. */
  readonly interfaces?: readonly string[];
  /** Property that names a launch template, from which comes what isn't set. */
  readonly template?: string;
  /** Object about the root volume, which every instance of the type has. */
  readonly root?: string;
}

const INSTANCE: InstanceProperties = {
  metadata: "metadataOptions",
  volumes: ["rootBlockDevice", "ebsBlockDevices[]"],
  interfaces: [""],
  template: "launchTemplate",
  root: "rootBlockDevice",
};

/** The types that start EC2 instances, or describe them. A further type is a further line. */
export const INSTANCES: Readonly<Record<string, InstanceProperties>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": {
    metadata: "metadataOptions",
    volumes: ["blockDeviceMappings[].ebs"],
    interfaces: ["networkInterfaces[]"],
  },
  "aws:ec2/instance:Instance": INSTANCE,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": INSTANCE,
  "aws:ec2/launchConfiguration:LaunchConfiguration": {
    metadata: "metadataOptions",
    volumes: ["rootBlockDevice", "ebsBlockDevices[]"],
    interfaces: [""],
    root: "rootBlockDevice",
  },
  "aws:ec2/spotFleetRequest:SpotFleetRequest": {
    volumes: ["launchSpecifications[].rootBlockDevices[]", "launchSpecifications[].ebsBlockDevices[]"],
    interfaces: ["launchSpecifications[]"],
  },
  "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration": { metadata: "instanceMetadataOptions" },
  "aws:imagebuilder/imageRecipe:ImageRecipe": { volumes: ["blockDeviceMappings[].ebs"] },
  "aws:imagebuilder/containerRecipe:ContainerRecipe": { volumes: ["instanceConfiguration.blockDeviceMappings[].ebs"] },
  "aws:ec2/ami:Ami": { volumes: ["ebsBlockDevices[]"] },
  "aws:ec2/amiCopy:AmiCopy": { volumes: [""] },
  "aws:ebs/volume:Volume": { volumes: [""] },
  "aws:ebs/snapshotCopy:SnapshotCopy": { volumes: [""] },
  "aws:ebs/snapshotImport:SnapshotImport": { volumes: [""] },
};

/** The types that say something about `what`. */
export function instanceTypesWith(what: keyof InstanceProperties): [string, ...string[]] {
  const types = Object.entries(INSTANCES).filter(([, properties]) => properties[what] !== undefined);
  return types.map(([type]) => type) as [string, ...string[]];
}

/** Whether the resource may take what it doesn't set from a launch template. */
export function hasTemplate(resource: ResourceView): boolean {
  const property = INSTANCES[resource.type]?.template;
  return property !== undefined && !resource.isMissing(property);
}

/** The objects at a resource's paths that are there. */
export function objectsAt(resource: ResourceView, paths: readonly string[] = []): readonly Reader[] {
  return paths.flatMap((path) => readersAt(resource, path)).filter((each) => each.path === "" || isThere(each));
}

function isThere(reader: Reader): boolean {
  return !reader.isMissing("");
}
