import type { CloudFunction } from "../../model/resource-type";

/** The provider's region, or the one asked for. */
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
