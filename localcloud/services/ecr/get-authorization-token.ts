import { secret } from "../../model/pulumi-values";
import type { CloudFunction } from "../../model/resource-type";
import { text } from "../../model/values";
import { ecrHost, issueToken, TOKEN_LIFETIME_MILLISECONDS, TOKEN_USER } from "../registry/ecr-registry";

/** A new password for a registry at each call, as from Amazon ECR. */
export const getAuthorizationToken: CloudFunction = {
  token: "aws:ecr/getAuthorizationToken:getAuthorizationToken",
  call: ({ args, region, cloud }) => {
    const registry = { accountId: text(args, "registryId") ?? cloud.accountId, region };
    const password = issueToken(registry);
    return {
      id: region,
      region,
      registryId: args.registryId,
      userName: TOKEN_USER,
      password: secret(password),
      authorizationToken: secret(Buffer.from(`${TOKEN_USER}:${password}`).toString("base64")),
      proxyEndpoint: `https://${ecrHost(registry)}`,
      expiresAt: new Date(Date.now() + TOKEN_LIFETIME_MILLISECONDS).toISOString(),
    };
  },
};
