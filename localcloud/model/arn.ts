/** Amazon Resource Name (AWS General Reference, "Amazon Resource Names"). Global services leave region or account out. */
export function arn(service: string, region: string, accountId: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
