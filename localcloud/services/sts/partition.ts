import type { CloudFunction } from "../../model/resource-type";

/** The local cloud's regions are all of the commercial partition (AWS General Reference, "AWS partitions"). */
export const getPartition: CloudFunction = {
  token: "aws:index/getPartition:getPartition",
  call: () => ({ id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" }),
};
