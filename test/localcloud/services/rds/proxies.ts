import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { policy, serviceTrust } from "../iam/policies";
import type { Surrounds } from "./databases";

export const PROXY = "aws:rds/proxy:Proxy";
export const PROXY_TARGET = "aws:rds/proxyTarget:ProxyTarget";
export const PROXY_ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";

/** A secret of a database user. */
export function userSecret(cloud: TestCloud, name = "user", inputs: Properties = {}): CloudResource {
  return cloud.create("aws:secretsmanager/secret:Secret", { name, ...inputs });
}

/** A role with which a proxy reads a secret. */
export function proxyRole(cloud: TestCloud, secretArn: string, name = "proxy", trust = "rds"): string {
  const role = cloud.create("aws:iam/role:Role", { name, assumeRolePolicy: serviceTrust(trust) });
  cloud.create("aws:iam/rolePolicy:RolePolicy", {
    role: role.id,
    name: "read-secret",
    policy: policy({ Action: "secretsmanager:GetSecretValue", Resource: secretArn }),
  });
  return String(role.computed.arn);
}

/** Inputs of a proxy that AWS takes. */
export function proxyInputs(cloud: TestCloud, { subnetIds, securityGroupId }: Surrounds): Properties {
  const secretArn = userSecret(cloud).id;
  return {
    name: "proxy",
    engineFamily: "POSTGRESQL",
    roleArn: proxyRole(cloud, secretArn),
    auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn }],
    requireTls: true,
    vpcSubnetIds: subnetIds.slice(0, 2),
    vpcSecurityGroupIds: [securityGroupId],
  };
}
