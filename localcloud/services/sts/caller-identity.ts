import { globalArn } from "../../model/arn";
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
