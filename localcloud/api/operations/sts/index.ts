import { getCallerIdentity } from "../../../services/sts/identity";
import { assumeRole } from "./assume-role";
import { reading, type ServiceOperations } from "../../operation";

/** Operations of AWS STS. */
export const STS_OPERATIONS: ServiceOperations = {
  AssumeRole: assumeRole,
  GetCallerIdentity: reading(({ region }, { cloud }) => {
    const { accountId, arn, userId } = getCallerIdentity.call({ args: {}, region, configuration: {}, cloud });
    return { Account: accountId, Arn: arn, UserId: userId };
  }),
};
