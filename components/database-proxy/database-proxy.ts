import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createNotifyingAlarm } from "../shared/alarm";
import { formatArn, parseArn } from "../shared/arn";
import { isCluster } from "../database/engines";
import type { Children } from "../shared/children";
import type { PolicyStatementInput } from "../shared/policy-document";
import { durationSeconds } from "../shared/quantity";
import { createStoreAccess } from "../shared/store-access";
import { requireValid } from "../shared/validation";
import { proxyAlarms } from "./alarms";
import type { DatabaseProxyArgs, DatabaseProxyTransforms } from "./args";
import { connectionPool, DEFAULT_ENGINE_FAMILY, ENGINES } from "./engine";
import { createProxy, createReadOnlyEndpoint, createTarget } from "./proxy";
import { createProxyRole } from "./proxy-role";
import { validateDatabaseProxy } from "./validate";

const DEFAULT_BORROW_LATENCY = "250ms";
const DEFAULT_CONNECTIONS_PERCENT = 80;

/**
 * RDS Proxy before a database: many clients share few connections, and keep theirs while the database fails
 * over. It costs by the size of the database: about $22 a month for the two virtual CPUs that are charged at least
 * (us-east-1, November 2026), and about $22 more for a read-only endpoint.
 */
export class DatabaseProxy extends pulumi.ComponentResource {
  /**
   * Host for reads and writes. Its certificate names it. It stays when the proxy gets another database, and is known
   * before the proxy has one: what connects at once names the proxy in its `dependsOn`.
   */
  readonly endpoint: pulumi.Output<string>;
  /** Host for reads, like `endpoint`; undefined where the database is an instance, for which RDS has none. */
  readonly readOnlyEndpoint: pulumi.Output<string> | undefined;
  /** Port of both. */
  readonly port: number;
  /** Name of the proxy. */
  readonly proxyName: pulumi.Output<string>;
  /** Security group that clients of the proxy join. */
  readonly clientSecurityGroupId: pulumi.Output<string>;
  /** Statements with which a role may log in by IAM; none with `authentication: "password"`. */
  readonly connectStatements: readonly PolicyStatementInput[];

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: DatabaseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("DatabaseProxy", name, args, validateDatabaseProxy);
    super("proofpix:database-proxy:DatabaseProxy", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    this.port = ENGINES[args.database.engineFamily ?? DEFAULT_ENGINE_FAMILY].port;
    const access = createStoreAccess(children, { vpcId: args.vpcId, port: this.port, store: "database proxy" });
    const proxy = createProxy(children, args, access, createProxyRole(children, args));
    createTarget(children, args, proxy);
    const hasReaders = isCluster(args.database.kind);
    const readers = hasReaders ? createReadOnlyEndpoint(children, args, access, proxy) : undefined;
    createAlarms(children, args, proxy);

    // Neither waits for the target: it is deleted before it is made anew, and with it all that has a value of it.
    this.endpoint = proxy.endpoint;
    this.readOnlyEndpoint = readers?.endpoint;
    this.proxyName = proxy.name;
    this.clientSecurityGroupId = access.clientSecurityGroup.id;
    this.connectStatements = args.authentication === "iam" ? [connectStatement(proxy.arn)] : [];
    this.registerOutputs({
      endpoint: this.endpoint,
      readOnlyEndpoint: this.readOnlyEndpoint,
      proxyName: this.proxyName,
      clientSecurityGroupId: this.clientSecurityGroupId,
    });
  }
}

function createAlarms(
  children: Children<DatabaseProxyTransforms>,
  { alarmActions, alarmThresholds, database, pool }: DatabaseProxyArgs,
  proxy: aws.rds.Proxy,
): void {
  if (alarmActions === undefined) return;
  const definitions = proxyAlarms({
    name: children.name,
    proxyName: proxy.name,
    hasReaders: isCluster(database.kind),
    borrowLatencySeconds: durationSeconds(alarmThresholds?.borrowLatency ?? DEFAULT_BORROW_LATENCY),
    borrowTimeoutSeconds: connectionPool(pool).connectionBorrowTimeout,
    connectionsPercent: alarmThresholds?.connectionsPercent ?? DEFAULT_CONNECTIONS_PERCENT,
  });
  for (const definition of definitions) createNotifyingAlarm(children, definition, alarmActions);
}

/**
 * Allows to log in to a proxy as any user of its secrets (Amazon RDS User Guide, "Configuring IAM authentication for
 * RDS Proxy": the resource is the last part of the proxy's ARN).
 */
function connectStatement(proxyArn: pulumi.Output<string>): PolicyStatementInput {
  return {
    Effect: "Allow",
    Action: "rds-db:connect",
    Resource: proxyArn.apply((arn) => {
      const { resource, ...scope } = parseArn(arn);
      return formatArn({ ...scope, service: "rds-db", resource: `dbuser:${resource.replace(/^.*:/, "")}/*` });
    }),
  };
}
