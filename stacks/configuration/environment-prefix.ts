/**
 * Beginning of the names of all that belongs to an environment. Hyphens in the environment's own name are doubled: log
 * groups and alarms join names by a single one, and `web` in `development-eu` would else be `eu-web` in `development`.
 */
export function environmentPrefix(environment: string): string {
  return `proofpix-${environment.replaceAll("-", "--")}`;
}
