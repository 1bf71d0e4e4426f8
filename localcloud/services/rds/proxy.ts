import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text, texts, type Properties } from "../../model/values";
import { refuseUnmodelled, NotModelledError } from "../shared/inputs";
import { hostName, rdsArn, resourceId } from "./identifiers";
import { proxyAuthRules } from "./proxy-auth";
import { endpointsOf, PROXY, PROXY_TARGET } from "./proxy-lookup";
import { proxyNetworkReferences, requireProxyNetwork } from "./proxy-network";

export const proxy: ResourceType = {
  type: PROXY,
  mapping: { operation: "rds.CreateDBProxy", inputs: { name: "DBProxyName", requireTls: "RequireTLS" } },
  documentedLimits: {
    idleClientTimeout: [
      {
        document: "Amazon RDS User Guide, Creating a proxy for Amazon RDS",
        min: 1,
        max: 28_800,
        code: "InvalidParameterValue",
        message: (seconds) => `IdleClientTimeout must be between 1 and 28800 seconds, got ${seconds}`,
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 63 },
  defaults: {},
  replaceOnChanges: ["endpointNetworkType", "engineFamily", "region", "targetConnectionNetworkType", "vpcSubnetIds"],
  unique: {
    inputs: ["name"],
    scope: "region",
    ignoresCase: true,
    code: "DBProxyAlreadyExistsFault",
    message: (name) => `DB proxy ${name} already exists`,
  },
  references: proxyNetworkReferences,
  rules: [
    refuseUnmodelled(
      ["endpointNetworkType", "targetConnectionNetworkType"],
      "proxies with IPv6 addresses",
      "services/rds/proxy.ts",
    ),
    refuseRenaming,
    requireProxyNetwork,
    ...proxyAuthRules,
  ],
  make: (operation) => {
    const name = text(operation.inputs, "name") ?? "";
    const arn = rdsArn(operation, "db-proxy", resourceId("prx").toLowerCase());
    const endpoint = hostName(name, operation, "proxy");
    return { id: name, computed: { arn, endpoint, name, ...settings(operation.inputs) } };
  },
  remake: ({ inputs }) => settings(inputs),
  cascade: withTargetsAndEndpoints,
};

function settings(inputs: Properties): Properties {
  return {
    debugLogging: flag(inputs, "debugLogging") ?? false,
    defaultAuthScheme: text(inputs, "defaultAuthScheme") ?? "NONE",
    endpointNetworkType: "IPV4",
    idleClientTimeout: number(inputs, "idleClientTimeout") ?? 1800,
    requireTls: flag(inputs, "requireTls") ?? false,
    targetConnectionNetworkType: "IPV4",
    vpcSecurityGroupIds: texts(inputs, "vpcSecurityGroupIds"),
  };
}

/** AWS renames a proxy in place, and its id with it. */
function refuseRenaming({ inputs, previous }: Operation): void {
  if (previous === undefined || text(inputs, "name") === text(previous.computed, "name")) return;
  throw new NotModelledError("another name for a proxy", ["name"], "services/rds/proxy.ts");
}

/** Amazon RDS User Guide, "Deleting an RDS Proxy": its endpoints go with it, and its targets are deregistered. */
function withTargetsAndEndpoints({ computed, region }: CloudResource, cloud: CloudReader): CloudResource[] {
  const name = String(computed.name);
  const targets = cloud.ofType(PROXY_TARGET).filter((each) => each.region === region);
  return [...endpointsOf(name, region, cloud), ...targets.filter(({ inputs }) => inputs.dbProxyName === name)];
}
