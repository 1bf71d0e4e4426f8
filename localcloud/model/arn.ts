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
