import { partitionOf } from "../../../components/shared/region";
import { globalArn } from "../../model/identifiers";
import type { CloudFunction } from "../../model/resource-type";

/** An administrator of the local account. */
const USER = { name: "local-cloud", id: "AIDALOCALCLOUDADMINXX" };

export const getCallerIdentity: CloudFunction = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  call: ({ region, cloud: { accountId } }) => ({
    accountId,
    arn: globalArn("iam", region, accountId, `user/${USER.name}`),
    id: accountId,
    userId: USER.id,
  }),
};

/** Partition of the provider's region; names of services end alike in those that the local cloud has. */
export const getPartition: CloudFunction = {
  token: "aws:index/getPartition:getPartition",
  call: ({ region }) => {
    const partition = partitionOf(region);
    return { id: partition, partition, dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
  },
};
