import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { objects, type Properties, text } from "../../model/values";
import { nameOf } from "../shared/inputs";
import { invalid, parsedDefinition } from "./definition";
import { WORKSPACE_REFERENCE } from "./workspace";

/** API Reference, CreateRuleGroupsNamespace: UTF-8 bytes of the names of namespace and group together. */
const MOST_BYTES_OF_NAMES = 721;

/** A file of rules in a workspace. */
export const ruleGroupNamespace: ResourceType = {
  type: "aws:amp/ruleGroupNamespace:RuleGroupNamespace",
  mapping: { operation: "amp.CreateRuleGroupsNamespace" },
  autonaming: { input: "name", maximumLength: 128 },
  replaceOnChanges: ["name", "workspaceId", "region"],
  unique: {
    inputs: ["workspaceId", "name"],
    scope: "region",
    code: "ConflictException",
    message: (names) => `A rule groups namespace of that name exists in the workspace: ${names}`,
  },
  references: [WORKSPACE_REFERENCE],
  rules: [requireRules],
  make: (operation) => {
    const { region, accountId, inputs } = operation;
    const name = nameOf(operation);
    const id = arn("aps", region, accountId, `rulegroupsnamespace/${text(inputs, "workspaceId") ?? ""}/${name}`);
    return { id, computed: { arn: id, name } };
  },
};

/** User Guide, "Create a rules file": the format of Prometheus itself. */
function requireRules(operation: Operation): void {
  const definition = parsedDefinition(text(operation.inputs, "data") ?? "", "data");
  const groups = objects(definition, "groups");
  if (groups.length === 0) invalid("rule group file must have at least one group", "data");
  const names = groups.map((group) => text(group, "name") ?? "");
  names.forEach((name, index) => {
    if (name === "") invalid(`group ${index}: Groupname must not be empty`, "data");
    if (names.indexOf(name) !== index) invalid(`groupname: "${name}" is repeated in the same file`, "data");
    requireShortNames(nameOf(operation), name);
  });
  for (const group of groups) {
    for (const rule of objects(group, "rules")) requireRule(rule, text(group, "name") ?? "");
  }
}

function requireShortNames(namespace: string, group: string): void {
  const bytes = Buffer.byteLength(namespace) + Buffer.byteLength(group);
  if (bytes <= MOST_BYTES_OF_NAMES) return;
  invalid(
    `names of namespace and group have at most ${MOST_BYTES_OF_NAMES} bytes together, got ${bytes}`,
    "name, data",
  );
}

/** Fields that an alert alone has. */
const FIELDS_OF_ALERTS = ["annotations", "for", "keep_firing_for"];

/** Prometheus documentation, "Recording rules" and "Alerting rules". */
function requireRule(rule: Properties, group: string): void {
  const [name = "", ...others] = ["record", "alert"].flatMap((field) => text(rule, field) ?? []);
  const refused = (reason: string): never => invalid(`group "${group}", rule "${name}": ${reason}`, "data");
  if (others.length > 0) refused("only one of 'record' and 'alert' must be set");
  if (name === "") refused("one of 'record' or 'alert' must be set");
  if ((text(rule, "expr") ?? "") === "") refused("field 'expr' must be set in rule");
  const alone = FIELDS_OF_ALERTS.find((field) => rule.alert === undefined && rule[field] !== undefined);
  if (alone !== undefined) refused(`invalid field '${alone}' in recording rule`);
}
