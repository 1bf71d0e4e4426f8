/** Region in an Amazon Resource Name; empty where it names none (IAM User Guide, "Amazon Resource Names"). */
export function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}
