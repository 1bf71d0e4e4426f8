import type { Reference } from "../../model/resource-type";

/** An input that names a VPC, which then can't be deleted before the resource that names it. */
export function vpcReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/vpc:Vpc"],
    missing: { code: "InvalidVpcID.NotFound", message: (id) => `The vpc ID '${id}' does not exist` },
    inUse: {
      code: "DependencyViolation",
      message: (id) => `The vpc '${id}' has dependencies and cannot be deleted.`,
    },
  };
}
