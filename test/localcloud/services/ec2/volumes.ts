import type { Properties } from "../../../../localcloud/model/values";

/** The block devices of a launch template: a root volume with something changed. */
export function volume(ebs: Properties): Properties {
  return { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 30, volumeType: "gp3", ...ebs } }] };
}
