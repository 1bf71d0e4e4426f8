import type { CloudFunction } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { NotModelledError } from "../shared/not-modelled";
import { given } from "../shared/inputs";
import { zoneIdOf, zonesOf } from "../shared/zones";

/** The region's zones, all of them available and none of them local. */
export const getAvailabilityZones: CloudFunction = {
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  call: ({ args, region }) => {
    const filters = given(args, ["filters"]);
    if (filters.length > 0)
      throw new NotModelledError("filters of zones", filters, "services/ec2/availability-zones.ts");
    const isAskedFor = ["available", undefined].includes(text(args, "state"));
    const names = (isAskedFor ? zonesOf(region) : [])
      .filter((zone) => !texts(args, "excludeNames").includes(zone))
      .filter((zone) => !texts(args, "excludeZoneIds").includes(zoneIdOf(zone)));
    return { ...args, id: region, region, groupNames: [region], names, zoneIds: names.map(zoneIdOf) };
  },
};
