import type { CloudResource } from "../../../model/resource";
import { SERVICE } from "../../../services/ecs/service-lookup";
import { NOTHING, together, type Controller, type Outcome, type Situation } from "../../model/controller";
import { isDeploymentRequested, newService, noteInputs, noteRequests } from "./begin";
import { endService } from "./deleted";
import { ServiceDraft } from "./draft";
import { fail } from "./failure";
import { heardHooks, lostHooks, type HookAnswer } from "./hooks";
import { Look } from "./look";
import { monitor } from "./monitor";
import { advanceRollback } from "./rollback";
import { advanceRolling } from "./rolling-deployment";
import { desiredCountOf } from "./settings";
import { isAtRest, keepTasks, tellSteady } from "./settled";
import { advanceStages } from "./stages";

/** Deploys services as Amazon ECS does: decides how many tasks run of each of their revisions, and who gets traffic. */
export const deployments: Controller = {
  name: "ECS deployments",
  watches: ["resource", "task", "target", "alarm", "instance"],
  hears: ["deployment-requested", "hook-answered", "rollback-requested", "world-started"],
  reconcile,
};

function reconcile(situation: Situation): Outcome {
  const { cloud, running } = situation;
  const services = cloud.ofType(SERVICE);
  const deleted = running.all("service").filter(({ arn }) => cloud.find(SERVICE, arn) === undefined);
  if (services.length === 0 && deleted.length === 0) return NOTHING;
  const look = new Look(situation);
  return together([
    ...services.map((resource) => lookAt(look, resource)),
    ...deleted.map((service) => {
      const draft = new ServiceDraft(look, undefined, 0, service);
      endService(draft);
      return draft.outcome();
    }),
  ]);
}

function lookAt(look: Look, resource: CloudResource): Outcome {
  const { running } = look.situation;
  const desired = desiredCountOf(resource, running.all("instance"));
  const service = running.find("service", resource.id) ?? newService(resource.id);
  const isRequested = isDeploymentRequested(look, resource);
  if (!isRequested && isAtRest(look, resource, desired, service)) return NOTHING;
  const draft = new ServiceDraft(look, resource, desired, service);
  noteInputs(draft, resource);
  noteRequests(draft, resource);
  hearHooks(draft);
  hearRollback(draft);
  monitor(draft, resource);
  advance(draft, resource);
  tellSteady(draft);
  return draft.outcome();
}

/** Takes the deployment that is under way as far as it goes now. */
function advance(draft: ServiceDraft, resource: CloudResource): void {
  const { deployment } = draft;
  if (deployment === undefined) keepTasks(draft, resource);
  else if (deployment.rollback !== undefined) advanceRollback(draft, deployment, deployment.rollback.revisionArn);
  else if (deployment.strategy === "ROLLING") advanceRolling(draft, deployment);
  else advanceStages(draft, deployment);
  if (deployment !== undefined && draft.deployment?.rollback !== deployment.rollback) advance(draft, resource);
}

function hearHooks(draft: ServiceDraft): void {
  const { deployment } = draft;
  if (deployment?.hooks === undefined || deployment.rollback !== undefined) return;
  const { observations } = draft.look.situation;
  const answers = observations.filter(
    (observation): observation is HookAnswer =>
      observation.kind === "hook-answered" &&
      observation.deploymentArn === deployment.arn &&
      observation.stage === deployment.lifecycleStage,
  );
  const begins = observations.some(({ kind }) => kind === "world-started");
  if (answers.length === 0 && !begins) return;
  const hooks = begins ? lostHooks(draft, deployment.hooks) : deployment.hooks;
  draft.putDeployment({ ...deployment, hooks: heardHooks(draft, deployment, hooks, answers) });
}

/**
 * A deployment is rolled back on request, whatever the service says of failures (Amazon ECS Developer Guide, "Stopping
 * Amazon ECS service deployments"). In its clean up it can't be, since what it would return to is being stopped.
 */
function hearRollback(draft: ServiceDraft): void {
  const { deployment } = draft;
  if (deployment === undefined || deployment.rollback !== undefined || deployment.lifecycleStage === "CLEAN_UP") return;
  const isRequested = draft.look.situation.observations.some(
    (observation) => observation.kind === "rollback-requested" && observation.deploymentArn === deployment.arn,
  );
  const reason = "a rollback was requested.";
  if (isRequested) fail(draft, deployment, { detected: "request", event: reason, reason, rollsBack: true });
}
