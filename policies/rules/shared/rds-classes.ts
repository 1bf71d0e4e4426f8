import { normalizedUnits } from "./instance-sizes";

/**
 * Size of an RDS instance class such as `db.r7g.2xlarge` (16), in normalized units; undefined for what has none, such as
 * `db.serverless`.
 */
export function instanceUnits(instanceClass: string): number | undefined {
  return normalizedUnits(/^db\.[\w-]+\.(\d*[a-z]+)/.exec(instanceClass)?.[1] ?? "");
}
