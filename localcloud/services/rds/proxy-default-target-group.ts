import { refuse } from "../../model/aws-error";
import type { DocumentedLimits } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, object, text, texts, type Properties } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { rdsArn, resourceId } from "./identifiers";
import { DEFAULT_TARGET_GROUP, proxyReference } from "./proxy-lookup";

const POOL = "connectionPoolConfig";
const DOCUMENT = "Amazon RDS API Reference, ConnectionPoolConfiguration";

/** The settings of the target group that a proxy comes with: they stay when the resource goes. */
export const proxyDefaultTargetGroup: ResourceType = {
  type: "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  mapping: { operation: "rds.ModifyDBProxyTargetGroup" },
  documentedLimits: {
    [`${POOL}.connectionBorrowTimeout`]: within(0, 300),
    [`${POOL}.maxConnectionsPercent`]: within(1, 100),
    [`${POOL}.maxIdleConnectionsPercent`]: within(0, 100),
    [`${POOL}.sessionPinningFilters[]`]: [
      { document: DOCUMENT, enum: ["EXCLUDE_VARIABLE_SETS"], code: "InvalidParameterValue" },
    ],
  },
  replaceOnChanges: ["dbProxyName", "region"],
  unique: {
    inputs: ["dbProxyName"],
    scope: "region",
    code: "DBProxyTargetGroupAlreadyConfigured",
    message: (name) => `the default target group of ${name} has settings already`,
    warning: OVERWRITES,
  },
  references: [proxyReference],
  rules: [requireFewerIdle],
  make: (operation) => {
    const proxy = text(operation.inputs, "dbProxyName") ?? "";
    const arn = rdsArn(operation, "target-group", resourceId("prx-tg").toLowerCase());
    const computed = { arn, name: DEFAULT_TARGET_GROUP, connectionPoolConfig: poolOf(operation.inputs) };
    return { id: proxy, computed };
  },
  remake: ({ inputs }) => ({ connectionPoolConfig: poolOf(inputs) }),
};

function within(min: number, max: number): DocumentedLimits[string] {
  return [{ document: DOCUMENT, min, max, code: "InvalidParameterValue" }];
}

/** The provider's schema fills in the defaults of a pool. */
function poolOf(inputs: Properties): Properties {
  const pool = object(inputs, POOL) ?? {};
  return {
    connectionBorrowTimeout: number(pool, "connectionBorrowTimeout") ?? 120,
    initQuery: text(pool, "initQuery") ?? "",
    maxConnectionsPercent: number(pool, "maxConnectionsPercent") ?? 100,
    maxIdleConnectionsPercent: number(pool, "maxIdleConnectionsPercent") ?? 50,
    sessionPinningFilters: texts(pool, "sessionPinningFilters"),
  };
}

/** Amazon RDS API Reference, ConnectionPoolConfiguration, MaxIdleConnectionsPercent. */
function requireFewerIdle({ inputs }: Operation): void {
  const { maxConnectionsPercent, maxIdleConnectionsPercent } = poolOf(inputs);
  if (Number(maxIdleConnectionsPercent) <= Number(maxConnectionsPercent)) return;
  refuse(
    "InvalidParameterValue",
    `MaxIdleConnectionsPercent must be between 0 and the value of MaxConnectionsPercent, got ${String(maxIdleConnectionsPercent)} and ${String(maxConnectionsPercent)}`,
    `${POOL}.maxIdleConnectionsPercent, ${POOL}.maxConnectionsPercent`,
  );
}
