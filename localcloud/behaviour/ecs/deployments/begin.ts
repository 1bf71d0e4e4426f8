import { isDeepStrictEqual } from "node:util";
import type { CloudResource } from "../../../model/resource";
import { number, type Properties } from "../../../model/values";
import { isRolling, startsDeployment, strategyOf } from "../../../services/ecs/deployment";
import type { RunningReader } from "../../model/running";
import type { MonitorStatus, RunningService, ServiceDeployment, ServiceRevision } from "../../model/service";
import { alarmsIn } from "./alarms";
import type { ServiceDraft } from "./draft";
import type { Look } from "./look";
import { closed, finish, succeed } from "./finish";
import { deploymentIdOf, newDeploymentArn } from "./names";
import { newRevision } from "./revision";
import { alarmDetectionOf, boundsOf, circuitBreakerOf, isDaemon } from "./settings";
import { enterStage } from "./stages";

/** How many deployments of a service are kept. */
const KEPT = 10;

const UNMONITORED = { circuitBreaker: "DISABLED", alarms: "DISABLED" } as const;

const REPLACED = "Service deployment stopped because a newer service deployment replaced it.";

/** A service that nothing is known of yet. */
export function newService(arn: string): RunningService {
  return { arn, wanted: [], lastRevision: 0 };
}

/** Takes note of a service's inputs: their change may begin a deployment, or want more or fewer tasks. */
export function noteInputs(draft: ServiceDraft, resource: CloudResource): void {
  const before = draft.service.inputs;
  if (before === resource.inputs) return;
  const isAdopted = draft.look.isAdopted(resource);
  draft.service = { ...draft.service, inputs: resource.inputs };
  if (isDeepStrictEqual(before, resource.inputs)) return;
  if (before !== undefined) scaleReplaced(draft, before, resource.inputs);
  if (deploys(resource.inputs, before)) begin(draft, resource, isAdopted);
}

/** Begins a deployment that somebody asked for, unless a change of the same moment began one. */
export function noteRequests(draft: ServiceDraft, resource: CloudResource): void {
  const { look, deployment, now } = draft;
  if (isDeploymentRequested(look, resource) && deployment?.createdAt !== now) begin(draft, resource, false);
}

/** Whether somebody has just asked for a deployment of a service. */
export function isDeploymentRequested({ situation }: Look, { id }: CloudResource): boolean {
  return situation.observations.some((each) => each.kind === "deployment-requested" && each.serviceArn === id);
}

/**
 * Whether a change of inputs begins a deployment. A change of the desired count alone doesn't, whether Application Auto
 * Scaling makes it or the program, since the two can't be told apart; on AWS the program's does with
 * `forceNewDeployment`.
 */
function deploys(inputs: Properties, before: Properties | undefined): boolean {
  if (before === undefined) return true;
  return startsDeployment({ ...inputs, desiredCount: before.desiredCount }, before);
}

/**
 * Scaling out during a rolling deployment adds tasks of what is being replaced too ("Amazon ECS improves Service
 * Availability during Rolling deployments", 2025), within the maximum.
 */
function scaleReplaced(draft: ServiceDraft, before: Properties, inputs: Properties): void {
  const { deployment, desired, service } = draft;
  const added = desired - (number(before, "desiredCount") ?? 0);
  if (added <= 0 || isDaemon(inputs) || !isReplacing(deployment)) return;
  const replaced = service.wanted.findLast(({ revisionArn }) => revisionArn !== deployment.targetRevisionArn);
  const wanted = service.wanted.reduce((sum, { count }) => sum + count, 0);
  const room = Math.max(0, boundsOf(inputs, desired).maximum - wanted);
  const grown = Math.min(added, room);
  draft.want(service.wanted.map((each) => (each === replaced ? { ...each, count: each.count + grown } : each)));
}

function isReplacing(deployment: ServiceDeployment | undefined): deployment is ServiceDeployment {
  return deployment?.strategy === "ROLLING" && deployment.rollback === undefined;
}

/**
 * Begins a deployment. One that is under way stops: its revision is replaced along with the one that served.
 * @param isAdopted whether the service was deployed before anything behaved: only its tasks are started
 */
function begin(draft: ServiceDraft, resource: CloudResource, isAdopted: boolean): void {
  const { deployment: previous } = draft;
  if (previous !== undefined) replace(draft, previous);
  const { lastRevision, activeRevisionArn: source } = draft.service;
  const revision = newRevision(
    resource,
    isRolling(resource.inputs) || isAdopted ? "serving" : "other",
    source === undefined ? undefined : draft.revision(source),
    draft.look.situation,
  );
  const deployment: ServiceDeployment = {
    arn: newDeploymentArn(resource.id, draft.look.situation.draw),
    id: deploymentIdOf(revision.arn),
    serviceArn: resource.id,
    targetRevisionArn: revision.arn,
    ...sources(source, previous),
    strategy: isAdopted ? "ROLLING" : (strategyOf(resource.inputs) as ServiceDeployment["strategy"]),
    status: "IN_PROGRESS",
    failedTasks: 0,
    ...(isAdopted ? UNMONITORED : monitors(draft, resource)),
    createdAt: draft.now,
    startedAt: draft.now,
  };
  draft.addRevision(revision);
  draft.service = { ...draft.service, deploymentArn: deployment.arn, lastRevision: lastRevision + 1 };
  draft.putDeployment(entered(draft, deployment));
  forgetOldest(draft, deployment, revision);
}

/**
 * Ends a deployment for a newer one. In its clean up all traffic is with its target, and the tasks of before are being
 * stopped: there it has succeeded.
 */
function replace(draft: ServiceDraft, previous: ServiceDeployment): void {
  const isInService = previous.lifecycleStage === "CLEAN_UP" && previous.rollback === undefined;
  if (isInService) succeed(draft, previous, "SUCCESSFUL");
  else finish(draft, closed(draft, { ...previous, status: "STOPPED", statusReason: REPLACED }));
}

function entered(draft: ServiceDraft, deployment: ServiceDeployment): ServiceDeployment {
  if (deployment.strategy === "ROLLING") return deployment;
  return enterStage(draft, deployment, firstStage(draft, deployment.sourceRevisionArn));
}

/**
 * A revision that a rolling deployment returns to is no rollback candidate until it is in service again (Amazon ECS
 * Developer Guide, "How the Amazon ECS deployment circuit breaker detects failures", its example).
 */
function sources(
  source: string | undefined,
  previous: ServiceDeployment | undefined,
): Pick<ServiceDeployment, "sourceRevisionArn" | "rollbackRevisionArn"> {
  if (source === undefined) return {};
  const isReturning = previous?.rollback !== undefined && previous.strategy === "ROLLING";
  return { sourceRevisionArn: source, ...(isReturning ? {} : { rollbackRevisionArn: source }) };
}

/** Amazon ECS Developer Guide, "Deployment lifecycle stages": several active revisions are reconciled first. */
function firstStage(draft: ServiceDraft, source: string | undefined) {
  return draft.activeRevisions().some((arn) => arn !== source) ? "RECONCILE_SERVICE" : "PRE_SCALE_UP";
}

/**
 * Amazon ECS Developer Guide, "How CloudWatch alarms detect Amazon ECS deployment failures": alarms of which one rings
 * as the deployment begins aren't monitored during it.
 */
function monitors(
  { look }: ServiceDraft,
  { inputs, region }: CloudResource,
): { readonly circuitBreaker: MonitorStatus; readonly alarms: MonitorStatus } {
  const { isOn, names } = alarmDetectionOf(inputs);
  const isRinging = alarmsIn("ALARM", names, region, look.situation.running).length > 0;
  return {
    circuitBreaker: circuitBreakerOf(inputs).isOn ? "MONITORING" : "DISABLED",
    alarms: isOn && names.length > 0 && !isRinging ? "MONITORING" : "DISABLED",
  };
}

/** Keeps the last deployments of a service, and the revisions that they or its tasks are of. */
function forgetOldest(draft: ServiceDraft, begun: ServiceDeployment, revision: ServiceRevision): void {
  const { running } = draft.look.situation;
  const { arn } = draft.service;
  const deployments = ofService(running, "serviceDeployment", arn);
  const forgotten = deployments.slice(0, Math.max(0, deployments.length + 1 - KEPT));
  if (forgotten.length === 0) return;
  const kept = [...deployments.slice(forgotten.length), begun];
  const needed = [revision.arn, draft.service.activeRevisionArn, ...draft.activeRevisions()].concat(
    kept.flatMap(({ targetRevisionArn, sourceRevisionArn }) => [targetRevisionArn, sourceRevisionArn]),
  );
  for (const { arn: id } of forgotten) draft.remove("serviceDeployment", id);
  for (const { arn: id } of ofService(running, "serviceRevision", arn)) {
    if (!needed.includes(id)) draft.remove("serviceRevision", id);
  }
}

/** What runs of a service, in order of creation. */
export function ofService<Kind extends "serviceDeployment" | "serviceRevision">(
  running: RunningReader,
  kind: Kind,
  serviceArn: string,
) {
  return running.all(kind).filter((each) => each.serviceArn === serviceArn);
}
