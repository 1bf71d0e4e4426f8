import { refuse } from "../../model/aws-error";
import type { CloudFunction } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";

/** Letters of the zones that the local cloud has in each region. */
const ZONE_LETTERS = ["a", "b", "c"];

/** The provider's region, or the one that the program asks for. */
export const getRegion: CloudFunction = {
  token: "aws:index/getRegion:getRegion",
  call: ({ region }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
};

/** The region's zones, all of them available and none of them local. */
export const getAvailabilityZones: CloudFunction = {
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  call: ({ args, region }) => {
    const filters = given(args, ["filters"]);
    if (filters.length > 0) throw new NotModelledError("filters of zones", filters, "services/ec2/region.ts");
    const isAskedFor = ["available", undefined].includes(text(args, "state"));
    const names = (isAskedFor ? zonesOf(region) : [])
      .filter((zone) => !texts(args, "excludeNames").includes(zone))
      .filter((zone) => !texts(args, "excludeZoneIds").includes(zoneIdOf(zone)));
    return { ...args, id: region, region, groupNames: [region], names, zoneIds: names.map(zoneIdOf) };
  },
};

/** Names of the region's zones. */
export function zonesOf(region: string): string[] {
  return ZONE_LETTERS.map((letter) => region + letter);
}

/** Refuses a zone that the region doesn't have. */
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
