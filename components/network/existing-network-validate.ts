import { type ArgumentProblems, literal } from "../shared/validation";
import type { ExistingNetworkArgs } from "./existing-network-args";

/** IDs have 17 digits, older ones 8 (Amazon EC2 User Guide, "Resource IDs"). */
const VPC_ID = /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const SUBNET_ID = /^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** Arguments that name subnets. */
export const SUBNET_LISTS = ["publicSubnetIds", "privateSubnetIds", "isolatedSubnetIds"] as const;

/** Records what no VPC, subnet or number of addresses can be; whether they are there, a look-up finds out. */
export function validateExistingNetwork(args: ExistingNetworkArgs, problems: ArgumentProblems): void {
  const vpcId = literal(args.vpcId);
  problems.require(
    vpcId === undefined || VPC_ID.test(vpcId),
    "vpcId",
    `must be the id of a VPC, such as "vpc-0a1b2c3d4e5f60718", got "${String(vpcId)}"`,
  );
  for (const list of SUBNET_LISTS) checkSubnetIds(list, literal(args[list]), problems);
  const { minimumFreeAddresses: fewest = 0 } = args;
  problems.require(
    Number.isInteger(fewest) && fewest >= 0,
    "minimumFreeAddresses",
    `must be a whole number from 0 on, got ${fewest}`,
  );
}

function checkSubnetIds(list: string, subnetIds: readonly unknown[] | undefined, problems: ArgumentProblems): void {
  subnetIds?.forEach((id, index) => {
    if (typeof id !== "string") return;
    const path = `${list}[${index}]`;
    problems.require(
      SUBNET_ID.test(id),
      path,
      `must be the id of a subnet, such as "subnet-0a1b2c3d4e5f60718", got "${id}"`,
    );
    problems.require(subnetIds.indexOf(id) === index, path, `"${id}" is listed twice; list each subnet once`);
  });
}
