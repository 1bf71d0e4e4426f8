import { randomBytes } from "node:crypto";
import { formatArn } from "../../components/shared/arn";
import { partitionOf } from "../../components/shared/region";

/** Amazon Resource Name in the partition of a region (IAM User Guide, "Amazon Resource Names"). */
export function arn(service: string, region: string, accountId: string, resource: string): string {
  return formatArn({ partition: partitionOf(region), service, region, accountId, resource });
}

/**
 * Amazon Resource Name of a resource that is no region's own, such as a role.
 * @param region in which it is asked for: resources belong to one partition even so.
 */
export function globalArn(service: string, region: string, accountId: string, resource: string): string {
  return formatArn({ partition: partitionOf(region), service, region: "", accountId, resource });
}

/** Hexadecimal digits such as AWS draws at random for its ids. */
export function hexadecimalToken(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);
}

/** An EC2 resource id: `vpc-` and 17 hexadecimal digits (Amazon EC2 User Guide, "Resource IDs"). */
export function ec2Id(prefix: string): string {
  return `${prefix}-${hexadecimalToken(17)}`;
}
