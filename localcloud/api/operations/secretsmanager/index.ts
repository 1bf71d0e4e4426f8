import { getSecretValue } from "../../../runtimes/data/aws/secrets-manager";
import type { ServiceOperations } from "../../operation";

/** Operations of AWS Secrets Manager; what they do is what the programs of tasks get, too. */
export const SECRETS_MANAGER_OPERATIONS: ServiceOperations = {
  GetSecretValue: async (call, { cloud }) => {
    const output = await getSecretValue(cloud)(call);
    return { output: () => output };
  },
};
