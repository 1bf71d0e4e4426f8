import type { CloudResource } from "../../../model/resource";
import { text } from "../../../model/values";
import { statusOf, TASK_DEFINITION } from "../../../services/ecs/task-definition-lookup";
import type { ApiCall, ApiContext } from "../../operation";

type Place = Pick<ApiCall, "region">;

/** Task definitions of a region that the API knows: a deleted one is told as long as something runs of it. */
export function definitionsOf({ region }: Place, context: ApiContext): CloudResource[] {
  return context.cloud
    .ofType(TASK_DEFINITION)
    .filter((each) => each.region === region && (statusOf(each) !== "DELETE_IN_PROGRESS" || isInUse(each, context)));
}

/** A task definition by its ARN or as `family:revision`, whatever its status. */
export function revisionNamed(value: string, place: Place, context: ApiContext): CloudResource | undefined {
  return definitionsOf(place, context).find(({ id }) => id === value || id.endsWith(`:task-definition/${value}`));
}

/** Whether a task runs of it, or a revision of a service is of it. */
function isInUse({ id }: CloudResource, { cloud, running }: ApiContext): boolean {
  const runs = running.all("task").some((task) => task.taskDefinitionArn === id && task.lastStatus !== "STOPPED");
  if (runs) return true;
  const revisions = running
    .all("service")
    .flatMap(({ activeRevisionArn, wanted }) => [
      ...(activeRevisionArn === undefined ? [] : [activeRevisionArn]),
      ...wanted.map(({ revisionArn }) => revisionArn),
    ]);
  const isOfService = revisions.some((arn) => running.find("serviceRevision", arn)?.taskDefinitionArn === id);
  return (
    isOfService || cloud.ofType("aws:ecs/service:Service").some(({ inputs }) => text(inputs, "taskDefinition") === id)
  );
}
