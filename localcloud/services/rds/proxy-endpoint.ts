import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { hostName, rdsArn, resourceId } from "./identifiers";
import { PROXY_ENDPOINT, proxyNamed, proxyReference, targetOf } from "./proxy-lookup";
import { inputText } from "./reading";
import { networkOfSubnets, proxyNetworkReferences, requireProxyNetwork } from "./proxy-network";

/** A further endpoint of a proxy. */
export const proxyEndpoint: ResourceType = {
  type: PROXY_ENDPOINT,
  mapping: { operation: "rds.CreateDBProxyEndpoint" },
  defaults: { targetRole: "READ_WRITE" },
  replaceOnChanges: ["dbProxyEndpointName", "dbProxyName", "region", "targetRole", "vpcSubnetIds"],
  unique: {
    inputs: ["dbProxyEndpointName"],
    scope: "region",
    ignoresCase: true,
    code: "DBProxyEndpointAlreadyExistsFault",
    message: (name) => `DB proxy endpoint ${name} already exists`,
  },
  references: [proxyReference, ...proxyNetworkReferences],
  rules: [requireProxyNetwork, requireReaders],
  make: (operation) => {
    const { inputs } = operation;
    const name = text(inputs, "dbProxyEndpointName") ?? "";
    const arn = rdsArn(operation, "db-proxy-endpoint", resourceId("prx-endpoint").toLowerCase());
    return {
      id: `${text(inputs, "dbProxyName")}/${name}`,
      computed: {
        arn,
        endpoint: hostName(`${name}.endpoint`, operation, "proxy"),
        isDefault: false,
        vpcId: networkOfSubnets(operation),
        vpcSecurityGroupIds: texts(inputs, "vpcSecurityGroupIds"),
      },
    };
  },
  remake: ({ inputs }) => ({ vpcSecurityGroupIds: texts(inputs, "vpcSecurityGroupIds") }),
};

/** Amazon RDS User Guide, "Overview of proxy endpoints": read-only ones for Aurora and Multi-AZ DB clusters. */
function requireReaders({ inputs, region, cloud }: Operation): void {
  if (text(inputs, "targetRole") !== "READ_ONLY") return;
  const name = text(inputs, "dbProxyName") ?? "";
  const family = inputText(proxyNamed(name, region, cloud), "engineFamily");
  const instance = inputText(targetOf(name, region, cloud), "dbInstanceIdentifier");
  if (family !== "SQLSERVER" && instance === undefined) return;
  refuse(
    "InvalidParameterValue",
    "Read-only endpoints are supported for proxies of Aurora and Multi-AZ DB clusters only.",
    "targetRole",
  );
}
