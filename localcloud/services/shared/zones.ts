import { refuse } from "../../model/aws-error";

/** Letters of the zones that the local cloud has in each region. */
const ZONE_LETTERS = ["a", "b", "c"];

export function zonesOf(region: string): string[] {
  return ZONE_LETTERS.map((letter) => region + letter);
}

export function requireZoneOf(region: string, zone: string, input: string): void {
  const zones = zonesOf(region);
  if (zones.includes(zone)) return;
  refuse(
    "InvalidParameterValue",
    `Value (${zone}) for parameter ${input} is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`,
    input,
  );
}

/** Id of a zone, which is the same place for every account, such as `euw1-az1` (AWS RAM User Guide, "AZ IDs"). */
export function zoneIdOf(zone: string): string {
  const [, area = "", direction = "", number = "", letter = ""] = /^([a-z]+)-([a-z]+)-(\d)([a-z])$/.exec(zone) ?? [];
  const compass = direction.replace(/(north|south|central|east|west)/g, (word) => word.charAt(0));
  return `${area}${compass}${number}-az${ZONE_LETTERS.indexOf(letter) + 1}`;
}
