/** A DNS name as names are compared: in lower case, without the dot that ends it. */
export function normalized(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/**
 * A record's full name. The provider puts the zone behind a name that doesn't end with it, so that `www` and even
 * `www.example.org` become names in `example.com`.
 */
export function fullName(name: string, zone: string): string {
  const [record, apex] = [normalized(name), normalized(zone)];
  if (record.endsWith(apex)) return record;
  return record === "" ? apex : `${record}.${apex}`;
}

/** Whether a zone can hold a name. */
export function liesIn(name: string, zone: string): boolean {
  return name === normalized(zone) || name.endsWith(`.${normalized(zone)}`);
}
