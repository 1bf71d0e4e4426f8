import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text, type Properties } from "../../../model/values";
import { statusOf, TASK_DEFINITION, taskDefinitionNamed } from "../../../services/ecs/task-definition-lookup";
import { type ApiOperation, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { tagList } from "../tags";
import { deleteTaskDefinitions, deregisterTaskDefinition } from "./delete-task-definitions";
import { includesTags } from "./lookup";
import { definitionsOf, revisionNamed } from "./revisions";
import { taskDefinitionForm, taskDefinitionInputs } from "./task-definition-form";

/** Amazon ECS API Reference, RegisterTaskDefinition. */
const registerTaskDefinition: ApiOperation = ({ input, region }, { cloud }) => ({
  effects: [{ kind: "create", type: TASK_DEFINITION, inputs: taskDefinitionInputs(input) }],
  output: () => {
    const created = taskDefinitionNamed(text(input, "family") ?? "", region, cloud);
    return created === undefined ? {} : { taskDefinition: taskDefinitionForm(created), tags: tagList(created.inputs) };
  },
});

/** Amazon ECS API Reference, operations on task definitions. */
export const taskDefinitionOperations: ServiceOperations = {
  DescribeTaskDefinition: reading((call, context) => {
    const { input } = call;
    const named = text(input, "taskDefinition") ?? "";
    const found = revisionNamed(named, call, context) ?? taskDefinitionNamed(named, call.region, context.cloud);
    if (found === undefined) throw new AwsError("ClientException", "Unable to describe task definition.");
    return { taskDefinition: taskDefinitionForm(found), ...(includesTags(input) && { tags: tagList(found.inputs) }) };
  }),
  ListTaskDefinitions: reading((call, context) => {
    const found = definitionsOf(call, context)
      .filter(hasStatus(call.input))
      .filter(({ inputs }) => call.input.familyPrefix === undefined || inputs.family === call.input.familyPrefix);
    const arns = sorted(
      call.input,
      found.map(({ id }) => id),
    );
    const { elements, next } = pageOf(arns, call.input);
    return { taskDefinitionArns: elements, ...next };
  }),
  ListTaskDefinitionFamilies: reading((call, context) => {
    const { status = "ALL" } = call.input;
    const found = definitionsOf(call, context).filter(hasStatus({ status }));
    const families = [...new Set(found.map(({ inputs }) => String(inputs.family)))].sort();
    const matching = families.filter((family) => family.startsWith(text(call.input, "familyPrefix") ?? ""));
    const { elements, next } = pageOf(matching, call.input);
    return { families: elements, ...next };
  }),
  DeleteTaskDefinitions: deleteTaskDefinitions,
  DeregisterTaskDefinition: deregisterTaskDefinition,
  RegisterTaskDefinition: registerTaskDefinition,
};

function hasStatus({ status = "ACTIVE" }: Properties): (definition: CloudResource) => boolean {
  return (definition) => status === "ALL" || status === statusOf(definition);
}

function sorted({ sort }: Properties, arns: readonly string[]): string[] {
  return sort === "DESC" ? [...arns].reverse() : [...arns];
}
