import type { CloudFunction } from "../../model/resource-type";

/** An administrator of the local account. */
const USER = { name: "local-cloud", id: "AIDALOCALCLOUDADMINXX" };

export const getCallerIdentity: CloudFunction = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  call: ({ cloud: { accountId } }) => ({
    accountId,
    arn: `arn:aws:iam::${accountId}:user/${USER.name}`,
    id: accountId,
    userId: USER.id,
  }),
};
