import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { objects, text, type Properties } from "../../model/values";
import { nameOf } from "../shared/inputs";
import { FAMILIES } from "./engine-versions";
import { parameterProblem } from "./parameters";

export const PARAMETER_GROUP = "aws:elasticache/parameterGroup:ParameterGroup";

const DOCUMENT = "Amazon ElastiCache API Reference, CreateCacheParameterGroup";

export const parameterGroup: ResourceType = {
  type: PARAMETER_GROUP,
  mapping: {
    operation: "elasticache.CreateCacheParameterGroup",
    inputs: {
      name: "CacheParameterGroupName",
      family: "CacheParameterGroupFamily",
      parameters: "ModifyCacheParameterGroup:ParameterNameValues",
      "parameters[].name": "ModifyCacheParameterGroup:ParameterNameValues.ParameterName",
      "parameters[].value": "ModifyCacheParameterGroup:ParameterNameValues.ParameterValue",
    },
  },
  documentedLimits: {
    family: [
      {
        document: DOCUMENT,
        enum: FAMILIES,
        message: (value) => `CacheParameterGroupFamily ${value} is not a valid parameter group family.`,
      },
    ],
    name: [{ document: "Amazon ElastiCache User Guide, Naming constraints", pattern: NAME(255) }],
  },
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { description: "Managed by Pulumi" },
  replaceOnChanges: ["description", "family", "name", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    ignoresCase: true,
    code: "CacheParameterGroupAlreadyExists",
    message: (name) => `Cache parameter group ${name} already exists`,
  },
  rules: [requireParametersOfFamily, refuseBothReservations, refuseFixedWhileUsed],
  make: (operation) => {
    const name = nameOf(operation).toLowerCase();
    const { region, accountId } = operation;
    return { id: name, computed: { name, arn: arn("elasticache", region, accountId, `parametergroup:${name}`) } };
  },
};

/** Pattern of names: letters, digits and hyphens, not two in a row, not one at the end. */
function NAME(longest: number): string {
  return `^(?!.*--)(?!.*-$)[a-zA-Z][a-zA-Z0-9-]{0,${longest - 1}}$`;
}

/** ModifyCacheParameterGroup, InvalidParameterValue. */
function requireParametersOfFamily({ inputs }: Operation): void {
  objects(inputs, "parameters").forEach((parameter, index) => {
    const [name = "", value = ""] = [text(parameter, "name"), text(parameter, "value")];
    const problem = parameterProblem(text(inputs, "family") ?? "", name, value);
    if (problem !== undefined) refuse("InvalidParameterValue", problem, `parameters[${index}]`);
  });
}

/** Amazon ElastiCache User Guide, "Managing reserved memory": the two parameters exclude one another. */
function refuseBothReservations({ inputs }: Operation): void {
  const names = objects(inputs, "parameters").map((parameter) => parameter.name);
  if (!names.includes("reserved-memory") || !names.includes("reserved-memory-percent")) return;
  refuse(
    "InvalidParameterCombination",
    "Only one of reserved-memory and reserved-memory-percent can be specified",
    "parameters",
  );
}

const FIXED_WHILE_USED = ["cluster-enabled", "databases"];

/** Amazon ElastiCache User Guide, "Engine specific parameters": what changes only while no cluster has the group. */
function refuseFixedWhileUsed({ inputs, previous, cloud }: Operation): void {
  if (previous === undefined) return;
  const changed = FIXED_WHILE_USED.find((name) => parameterOf(previous.inputs, name) !== parameterOf(inputs, name));
  const isUsed = cloud
    .ofType("aws:elasticache/replicationGroup:ReplicationGroup")
    .some((group) => text(group.inputs, "parameterGroupName") === previous.id);
  if (changed === undefined || !isUsed) return;
  refuse(
    "InvalidCacheParameterGroupState",
    `The parameter ${changed} can't be modified while the group ${previous.id} is associated with a cluster`,
    "parameters",
  );
}

/** Family of a parameter group by its name, a default one's too; undefined where there is none. */
export function familyOfGroup(name: string, cloud: CloudReader): string | undefined {
  const [, family] = DEFAULT_GROUP.exec(name) ?? [];
  return family ?? text(cloud.find(PARAMETER_GROUP, name)?.inputs ?? {}, "family");
}

/** Groups that AWS makes: `default.valkey8`, and for cluster mode `default.valkey8.cluster.on`. */
export const DEFAULT_GROUP = /^default\.((?:redis|valkey)[\d.x]*?\d*?)(?:\.cluster\.on)?$/;

/** Whether a parameter group is for cluster mode. */
export function isForClusterMode(name: string, cloud: CloudReader): boolean {
  if (DEFAULT_GROUP.test(name)) return name.endsWith(".cluster.on");
  return parameterOf(cloud.find(PARAMETER_GROUP, name)?.inputs ?? {}, "cluster-enabled") === "yes";
}

/** The value of a parameter that a group sets. */
export function parameterOf(inputs: Properties, name: string): string | undefined {
  const found = objects(inputs, "parameters").find((parameter) => parameter.name === name);
  return found && text(found, "value");
}
