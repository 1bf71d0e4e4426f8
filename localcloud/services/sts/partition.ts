import { partitionOf } from "../../../components/shared/region";
import type { CloudFunction } from "../../model/resource-type";

/** Partition of the provider's region; names of services end alike in those that the local cloud has. */
export const getPartition: CloudFunction = {
  token: "aws:index/getPartition:getPartition",
  call: ({ region }) => {
    const partition = partitionOf(region);
    return { id: partition, partition, dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
  },
};
