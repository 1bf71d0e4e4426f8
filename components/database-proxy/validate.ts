import { type Bounds, requireSeconds, requireWhole } from "../shared/bounds";
import { isSecretArn } from "../shared/secrets";
import { KMS_KEY_ARN } from "../shared/arn";
import { requireLogRetention } from "../shared/log-retention";
import { durationSeconds } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import { ArgumentProblems, literal } from "../shared/validation";
import type { ConnectionPoolArgs, DatabaseProxyArgs, EngineFamily, ProxyAlarmThresholds } from "./args";
import { DEFAULT_BORROW_TIMEOUT, DEFAULT_ENGINE_FAMILY, DEFAULT_MAX_CONNECTIONS_PERCENT, ENGINES } from "./engine";

const PERCENT: Bounds = { smallest: 1, largest: 100 };
/** Amazon RDS API Reference, ConnectionPoolConfiguration: MaxIdleConnectionsPercent begins with 0. */
const IDLE_PERCENT: Bounds = { smallest: 0, largest: 100 };
/**
 * Amazon RDS API Reference, ConnectionPoolConfiguration: up to 300 seconds. Who never waits gets errors at every peak.
 */
const BORROW_TIMEOUT: Bounds = { smallest: 1, largest: 300 };
/** Amazon RDS API Reference, CreateDBProxy: up to eight hours. */
const IDLE_CLIENT_TIMEOUT: Bounds = { smallest: 1, largest: 28_800 };
/** Amazon RDS User Guide, "Setting up network prerequisites for RDS Proxy". */
const FEWEST_SUBNETS = 2;

/** Records what RDS would refuse, and a pool that could not work. */
export function validateDatabaseProxy(args: DatabaseProxyArgs, problems: ArgumentProblems, name: string): void {
  problems.require(
    /^[a-z]/i.test(name),
    "name",
    `must begin with a letter, as RDS names its proxies, got ${JSON.stringify(name)}`,
  );
  checkSecrets(args, problems);
  checkSubnets(literal(args.subnetIds), problems);
  checkPool(args.pool ?? {}, args.database.engineFamily ?? DEFAULT_ENGINE_FAMILY, problems);
  requireSeconds(problems, "idleClientTimeout", args.idleClientTimeout, IDLE_CLIENT_TIMEOUT);
  checkThresholds(args.alarmThresholds ?? {}, args.pool ?? {}, problems);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}

function checkSecrets(
  { secretArn, furtherSecretArns = [], kmsKeyArn }: DatabaseProxyArgs,
  problems: ArgumentProblems,
): void {
  checkSecret(literal(secretArn), "secretArn", problems);
  furtherSecretArns.forEach((arn, index) => {
    checkSecret(literal(arn), `furtherSecretArns[${index}]`, problems);
  });
  const key = literal(kmsKeyArn);
  problems.require(
    key === undefined || KMS_KEY_ARN.test(key),
    "kmsKeyArn",
    `must be the ARN of a KMS key, got ${JSON.stringify(key)}; an alias is not known to policies`,
  );
}

function checkSecret(secretArn: string | undefined, propertyPath: string, problems: ArgumentProblems): void {
  problems.require(
    secretArn === undefined || isSecretArn(secretArn),
    propertyPath,
    `must be the ARN of a secret of Secrets Manager, got ${JSON.stringify(secretArn)}`,
  );
}

function checkSubnets(subnetIds: readonly unknown[] | undefined, problems: ArgumentProblems): void {
  problems.require(
    subnetIds === undefined || subnetIds.length >= FEWEST_SUBNETS,
    "subnetIds",
    `must have subnets of two zones at least, got ${String(subnetIds?.length)}; give the private subnets of the network`,
  );
}

function checkPool(pool: ConnectionPoolArgs, engineFamily: EngineFamily, problems: ArgumentProblems): void {
  const at = problems.at((path) => `pool.${path}`);
  requireWhole(at, "maxConnectionsPercent", pool.maxConnectionsPercent, PERCENT);
  requireWhole(at, "maxIdleConnectionsPercent", pool.maxIdleConnectionsPercent, IDLE_PERCENT);
  requireSeconds(at, "connectionBorrowTimeout", pool.connectionBorrowTimeout, BORROW_TIMEOUT);
  checkIdleConnections(pool, at);
  at.require(
    pool.sessionPinningFilters === undefined || ENGINES[engineFamily].hasPinningFilters,
    "sessionPinningFilters",
    `must be left out with the engine family "${engineFamily}", for which RDS has no filters; set what each connection needs with initQuery`,
  );
  at.require(
    pool.initQuery === undefined || pool.initQuery.trim() !== "",
    "initQuery",
    "must be SQL, got nothing; leave it out where no statement has to run",
  );
}

/** Amazon RDS API Reference, ConnectionPoolConfiguration: no more idle connections than there may be. */
function checkIdleConnections(pool: ConnectionPoolArgs, problems: ArgumentProblems): void {
  const { maxIdleConnectionsPercent: idle, maxConnectionsPercent: most = DEFAULT_MAX_CONNECTIONS_PERCENT } = pool;
  problems.require(
    idle === undefined || idle <= most,
    "maxIdleConnectionsPercent",
    `must be at most maxConnectionsPercent, ${most}, got ${String(idle)}`,
  );
}

function checkThresholds(
  { borrowLatency, connectionsPercent }: ProxyAlarmThresholds,
  { connectionBorrowTimeout }: ConnectionPoolArgs,
  problems: ArgumentProblems,
): void {
  const at = problems.at((path) => `alarmThresholds.${path}`);
  requireWhole(at, "connectionsPercent", connectionsPercent, PERCENT);
  if (borrowLatency === undefined) return;
  const seconds = at.attempt("borrowLatency", () => durationSeconds(borrowLatency));
  const timeout = connectionBorrowTimeout ?? DEFAULT_BORROW_TIMEOUT;
  // A timeout that is no duration is told where it stands.
  const most = new ArgumentProblems().attempt("connectionBorrowTimeout", () => durationSeconds(timeout));
  at.require(
    seconds === undefined || most === undefined || seconds < most,
    "borrowLatency",
    `must be less than pool.connectionBorrowTimeout, ${timeout}, after which nobody waits any more, got "${borrowLatency}"`,
  );
}
