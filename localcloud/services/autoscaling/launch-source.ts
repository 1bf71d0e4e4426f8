import type { CloudReader, CloudResource } from "../../model/resource";
import type { Reference } from "../../model/resource-type";
import { number, object, objects, text, valuesAt, type Properties } from "../../model/values";
import { LAUNCH_TEMPLATE } from "../ec2/launch-template-rules";
import { GROUP } from "./group-lookup";

export const OVERRIDES = "mixedInstancesPolicy.launchTemplate.overrides";

/** How an input names a launch template: by its id or its name. */
export interface TemplateInput {
  readonly path: string;
  readonly id: string;
  readonly name: string;
}

const OF_GROUP: TemplateInput = { path: "launchTemplate", id: "id", name: "name" };
const OF_POLICY: TemplateInput = {
  path: "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification",
  id: "launchTemplateId",
  name: "launchTemplateName",
};
const OF_OVERRIDE: TemplateInput = { ...OF_POLICY, path: "launchTemplateSpecification" };

/** Launch templates that a group names; EC2 deletes them although a group names them. */
export const launchTemplateReferences: readonly Reference[] = [
  OF_GROUP,
  OF_POLICY,
  { ...OF_OVERRIDE, path: `${OVERRIDES}[].${OF_OVERRIDE.path}` },
].flatMap(({ path, id, name }) => [templateReference(`${path}.${id}`), templateReference(`${path}.${name}`, "name")]);

function templateReference(input: string, by?: string): Reference {
  return {
    input,
    to: [LAUNCH_TEMPLATE],
    by,
    missing: {
      code: "ValidationError",
      message: (template) =>
        `You must use a valid fully-formed launch template. The specified launch template, with template ${by ?? "ID"} ${template}, does not exist.`,
    },
  };
}

/** The input that names a group's launch template; its overrides may name others. */
export function templateInputOf(inputs: Properties): TemplateInput {
  return object(inputs, OF_GROUP.path) === undefined ? OF_POLICY : OF_GROUP;
}

/** The version of a group's launch template: a number, `$Latest` or `$Default`. */
export function versionOf(inputs: Properties): string {
  return text(inputs, `${templateInputOf(inputs).path}.version`) ?? "$Default";
}

/** The launch template of a group; its content is that of the latest version, whichever the group names. */
export function launchTemplateOf(inputs: Properties, region: string, cloud: CloudReader): CloudResource | undefined {
  return templateNamed(inputs, templateInputOf(inputs), region, cloud);
}

/** Every launch template of a group, those of its overrides too. */
function launchTemplatesOf({ inputs, region }: CloudResource, cloud: CloudReader): CloudResource[] {
  const ofOverrides = objects(inputs, OVERRIDES).map((each) => templateNamed(each, OF_OVERRIDE, region, cloud));
  return [launchTemplateOf(inputs, region, cloud), ...ofOverrides].filter((template) => template !== undefined);
}

function templateNamed(
  inputs: Properties,
  { path, id, name }: TemplateInput,
  region: string,
  cloud: CloudReader,
): CloudResource | undefined {
  const [wantedId, wantedName] = [text(inputs, `${path}.${id}`), text(inputs, `${path}.${name}`)];
  return cloud
    .ofType(LAUNCH_TEMPLATE)
    .filter((template) => template.region === region)
    .find((template) => template.id === wantedId || template.computed.name === wantedName);
}

/** Security groups that a launch template names, each with its path. */
export function securityGroupsOf(template: Properties): { path: string; value: unknown }[] {
  return ["vpcSecurityGroupIds[]", "networkInterfaces[].securityGroups[]"].flatMap((path) => valuesAt(template, path));
}

/** Groups whose instances have a security group, by the present content of their launch templates. */
export function groupsWithSecurityGroup(securityGroupId: string, cloud: CloudReader): CloudResource[] {
  return cloud
    .ofType(GROUP)
    .filter((group) =>
      launchTemplatesOf(group, cloud).some(({ inputs }) =>
        securityGroupsOf(inputs).some(({ value }) => value === securityGroupId),
      ),
    );
}

/** Whether a mixed instances policy may launch Spot Instances (API Reference, InstancesDistribution). */
export function mayUseSpot(inputs: Properties): boolean {
  const onDemand = number(inputs, "mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity");
  return (onDemand ?? 100) < 100;
}
