import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text, type Properties } from "../../../model/values";
import { isActive, TASK_DEFINITION, taskDefinitionNamed } from "../../../services/ecs/task-definition-lookup";
import { type ApiCall, type ApiContext, type ApiOperation, reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { tagList } from "../tags";
import { includesTags } from "./lookup";
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
  DescribeTaskDefinition: reading(({ input, region }, { cloud }) => {
    const named = text(input, "taskDefinition") ?? "";
    const found = cloud.find(TASK_DEFINITION, named) ?? taskDefinitionNamed(named, region, cloud);
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
    const found = definitionsOf(call, context).filter(hasStatus(call.input));
    const families = [...new Set(found.map(({ inputs }) => String(inputs.family)))].sort();
    const matching = families.filter((family) => family.startsWith(text(call.input, "familyPrefix") ?? ""));
    const { elements, next } = pageOf(matching, call.input);
    return { families: elements, ...next };
  }),
  RegisterTaskDefinition: registerTaskDefinition,
};

function definitionsOf({ region }: ApiCall, { cloud }: ApiContext): CloudResource[] {
  return cloud.ofType(TASK_DEFINITION).filter((each) => each.region === region);
}

function hasStatus({ status = "ACTIVE" }: Properties): (definition: CloudResource) => boolean {
  return (definition) => status === "ALL" || (status === "ACTIVE") === isActive(definition);
}

function sorted({ sort }: Properties, arns: readonly string[]): string[] {
  return sort === "DESC" ? [...arns].reverse() : [...arns];
}
