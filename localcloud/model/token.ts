import { randomBytes } from "node:crypto";

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
