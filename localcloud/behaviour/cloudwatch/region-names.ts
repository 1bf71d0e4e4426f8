/** Names of regions as AWS's notifications write them (AWS General Reference, "Regional endpoints"). */
const NAMES: Readonly<Record<string, string>> = {
  "eu-central-1": "EU (Frankfurt)",
  "eu-north-1": "EU (Stockholm)",
  "eu-south-1": "EU (Milan)",
  "eu-west-1": "EU (Ireland)",
  "eu-west-2": "EU (London)",
  "eu-west-3": "EU (Paris)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
};

/** The name of a region, or its code where the name isn't known. */
export function regionName(code: string): string {
  return NAMES[code] ?? code;
}
