import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { objects, type Properties, text } from "../../model/values";
import { warningText } from "../../model/warning";
import { NotModelledError } from "../shared/inputs";
import { publishingProblem } from "../sns/publishing";
import { invalid, parsedDefinition } from "./definition";
import { WORKSPACE_REFERENCE } from "./workspace";

const INPUT = "definition";

/**
 * What a receiver of Alertmanager may have besides topics: AWS takes PagerDuty too, with its key in Secrets Manager.
 * (User Guide, "Setting up your alert receiver").
 */
const UNMODELLED = "pagerduty_configs";

/** How a workspace groups, silences and sends alerts. */
export const alertManagerDefinition: ResourceType = {
  type: "aws:amp/alertManagerDefinition:AlertManagerDefinition",
  mapping: { operation: "amp.CreateAlertManagerDefinition", inputs: { definition: "data" } },
  replaceOnChanges: ["workspaceId", "region"],
  unique: {
    inputs: ["workspaceId"],
    scope: "region",
    code: "ConflictException",
    message: (id) => `The workspace has an alert manager definition already: ${id}`,
  },
  references: [WORKSPACE_REFERENCE],
  rules: [requireDefinition],
  make: ({ inputs }) => ({ id: text(inputs, "workspaceId") ?? "", computed: {} }),
};

/** User Guide, "Create an alert manager configuration in Amazon Managed Service for Prometheus". */
function requireDefinition(operation: Operation): void {
  const outer = parsedDefinition(text(operation.inputs, INPUT) ?? "", INPUT);
  const config = text(outer, "alertmanager_config");
  if (config === undefined)
    invalid("alertmanager_config is missing; it holds Alertmanager's configuration as a text", INPUT);
  const inner = parsedDefinition(config, INPUT);
  const receivers = objects(inner, "receivers");
  const names = receivers.map((receiver) => text(receiver, "name") ?? "");
  const wanted = text(inner, "route.receiver");
  if (wanted === undefined) invalid("no route provided in config, or it names no receiver", INPUT);
  requireReceivers(objects(inner, "route.routes"), names);
  if (!names.includes(wanted)) invalid(`undefined receiver "${wanted}" used in route`, INPUT);
  for (const receiver of receivers) requireTopics(receiver, operation);
}

function requireReceivers(routes: readonly Properties[], names: readonly string[]): void {
  for (const route of routes) {
    const wanted = text(route, "receiver");
    if (wanted !== undefined && !names.includes(wanted)) invalid(`undefined receiver "${wanted}" used in route`, INPUT);
    requireReceivers(objects(route, "routes"), names);
  }
}

/** User Guide, "Configure alert manager to send messages to your Amazon SNS topic". */
function requireTopics(receiver: Properties, operation: Operation): void {
  const name = text(receiver, "name") ?? "";
  for (const kind of Object.keys(receiver).filter((key) => key.endsWith("_configs") && key !== "sns_configs")) {
    if (kind === UNMODELLED) throw new NotModelledError("receivers of PagerDuty", [INPUT], "services/amp/");
    invalid(`receiver "${name}": ${kind} is not supported`, INPUT);
  }
  for (const topic of objects(receiver, "sns_configs")) {
    const forbidden = ["api_url", "http_config"].find((key) => topic[key] !== undefined);
    if (forbidden !== undefined) invalid(`receiver "${name}": ${forbidden} is not allowed`, INPUT);
    if (text(topic, "sigv4.region") === undefined) invalid(`receiver "${name}": sigv4.region is required`, INPUT);
    warnOfTopic(text(topic, "topic_arn") ?? "", operation);
  }
}

/** User Guide, "Giving Amazon Managed Service for Prometheus permission to send messages to your Amazon SNS topic". */
function warnOfTopic(topic: string, operation: Operation): void {
  const { inputs, region, accountId, cloud } = operation;
  if (!topic.startsWith("arn:")) refuse("ValidationException", `topic_arn is no ARN: ${topic}`, INPUT);
  const workspaceArn = cloud.find("aws:amp/workspace:Workspace", text(inputs, "workspaceId") ?? "")?.computed.arn;
  const context = { "aws:SourceArn": String(workspaceArn), "aws:SourceAccount": accountId };
  const publisher = { service: "aps.amazonaws.com", context, isAdmittedByDefault: false };
  const problem = topic.includes(`:${region}:`) ? publishingProblem(topic, publisher, cloud) : undefined;
  if (problem !== undefined) operation.warn(warningText("its alerts arrive nowhere", problem));
}
