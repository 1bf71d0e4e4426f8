import { AwsError } from "../../../model/aws-error";
import { issueToken, TOKEN_LIFETIME_MILLISECONDS, TOKEN_USER } from "../../../services/registry/ecr-registry";
import { pushRegistryUrl } from "../../../services/registry/push-registry";
import { reading, type ServiceOperations } from "../../operation";

/**
 * Amazon ECR API Reference, GetAuthorizationToken. The token is for a registry of this machine, so that nothing is
 * ever pushed to AWS with it.
 */
export const authorizationTokenOperations: ServiceOperations = {
  GetAuthorizationToken: reading(({ region }, { cloud, now }) => {
    const proxyEndpoint = pushRegistryUrl(cloud);
    if (proxyEndpoint === undefined) {
      throw new AwsError(
        "ServerException",
        "the local cloud knows no registry that images can be pushed to; " +
          "name one: npm run local -- cloud registry http://127.0.0.1:5000",
      );
    }
    const password = issueToken({ accountId: cloud.accountId, region });
    const authorizationToken = Buffer.from(`${TOKEN_USER}:${password}`).toString("base64");
    return { authorizationData: [{ authorizationToken, proxyEndpoint, expiresAt: now + TOKEN_LIFETIME_MILLISECONDS }] };
  }),
};
