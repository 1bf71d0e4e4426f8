import { createHash } from "node:crypto";

/** Characters that Pulumi appends to a logical name when it names a resource itself: a hyphen and seven digits. */
const AUTOMATIC_SUFFIX_LENGTH = 8;
const HASH_LENGTH = 5;

/**
 * A name of at most `maximumLength` characters: the name itself where it fits, else its beginning with a hash of the
 * whole, so that two long names with one beginning stay apart. Deterministic: the same name always gives the same.
 */
export function boundedName(name: string, maximumLength: number): string {
  if (name.length <= maximumLength) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
  const beginning = name.slice(0, maximumLength - HASH_LENGTH - 1).replace(/-+$/, "");
  return `${beginning}-${hash}`;
}

/** Amazon CloudWatch API Reference, PutMetricAlarm: AlarmName. */
const ALARM_NAME_LENGTH = 255;

/** The physical name of an alarm, which is fixed: deployments and people refer to alarms by name. */
export function alarmName(name: string): string {
  return boundedName(name, ALARM_NAME_LENGTH);
}

/** A logical name from which Pulumi's automatic physical name still fits AWS's limit of `maximumLength` characters. */
export function automaticName(name: string, maximumLength: number): string {
  return boundedName(name, maximumLength - AUTOMATIC_SUFFIX_LENGTH);
}
