import { ControlError } from "../control/inspection";
import { type CloudReader, type CloudResource, outputsOf } from "../model/resource";
import { text } from "../model/values";
import { databasePlan } from "../runtimes/data/database-plan";

const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";

/**
 * How long nobody reaches a database that fails over, in seconds: an instance typically 60 to 120 (Amazon RDS User
 * Guide, "Failing over a Multi-AZ DB instance for Amazon RDS"), a cluster under 35 (the same, "Failing over a Multi-AZ
 * DB cluster for Amazon RDS").
 */
const OUTAGE_SECONDS = { [INSTANCE]: 60, [CLUSTER]: 35 };

/** A database that fails over. */
export interface FailOver {
  /** Id of its resource. */
  readonly resource: string;
  readonly seconds: number;
}

/**
 * The fail-over of a database, by its identifier.
 * @throws {ControlError} for one that there isn't, or that has no standby.
 */
export function failOverOf(subject: string, cloud: CloudReader): FailOver {
  const known = ([INSTANCE, CLUSTER] as const).flatMap((type) =>
    cloud.ofType(type).map((resource) => ({ resource, type, identifier: identifierOf(resource) })),
  );
  const found = known.find(({ resource, identifier }) => identifier === subject || resource.id === subject);
  if (found === undefined) {
    const names = known.map(({ identifier }) => `\n  ${identifier}`).join("");
    const nextStep = names === "" ? "No database is deployed." : `There are:${names}`;
    throw new ControlError(404, `there is no database ${subject === "" ? "without a name" : subject}`, nextStep);
  }
  const { resource, type } = found;
  const hasStandby = databasePlan(cloud).servers.some((each) => each.resource === resource.id && each.hasStandby);
  if (!hasStandby) {
    // Amazon RDS API Reference, RebootDBInstance, ForceFailover
    const nextStep = "Give it a standby: proofpix:database.multiAz, or a second instance of the cluster.";
    throw new ControlError(409, `${subject} isn't configured for Multi-AZ: there is nothing to fail over to`, nextStep);
  }
  return { resource: resource.id, seconds: OUTAGE_SECONDS[type] };
}

function identifierOf(resource: CloudResource): string {
  const outputs = outputsOf(resource);
  return text(outputs, "identifier") ?? text(outputs, "clusterIdentifier") ?? resource.id;
}
