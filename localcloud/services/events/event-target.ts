import { randomUUID } from "node:crypto";
import { parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { NotModelledError, refuseUnmodelled } from "../shared/inputs";
import { publishingProblem } from "../sns/publishing";
import { inputRules } from "./target-input";

const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Amazon EventBridge API Reference, Limits: targets of a rule. */
const MAXIMUM_TARGETS = 5;

export const eventTarget: ResourceType = {
  type: "aws:cloudwatch/eventTarget:EventTarget",
  mapping: {
    operation: "events.PutTargets",
    inputs: {
      rule: "Rule",
      targetId: "Targets.Id",
      arn: "Targets.Arn",
      input: "Targets.Input",
      inputPath: "Targets.InputPath",
      "inputTransformer.inputTemplate": "Targets.InputTransformer.InputTemplate",
    },
  },
  defaults: { eventBusName: "default", forceDestroy: false },
  replaceOnChanges: ["rule", "targetId", "eventBusName", "region"],
  unique: {
    inputs: ["rule", "targetId"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (target) => `The rule already has a target ${target}`,
  },
  references: [
    {
      input: "rule",
      to: [RULE],
      missing: {
        code: "ResourceNotFoundException",
        message: (rule) => `Rule ${rule} does not exist on EventBus default.`,
      },
    },
  ],
  rules: [
    refuseUnmodelled(
      [
        "appsyncTarget",
        "batchTarget",
        "deadLetterConfig",
        "ecsTarget",
        "httpTarget",
        "kinesisTarget",
        "redshiftTarget",
        "roleArn",
        "runCommandTargets",
        "sagemakerPipelineTarget",
        "sqsTarget",
      ],
      "targets other than SNS topics",
      "services/events/event-target.ts",
    ),
    requireTopic,
    warningOf(requireArrival, "its events never arrive, and nobody is told"),
    ...inputRules,
    requireRetryPolicy,
    refuseTooManyTargets,
  ],
  make: ({ inputs }) => {
    const targetId = text(inputs, "targetId") ?? `terraform-${randomUUID()}`;
    return { id: `${text(inputs, "rule") ?? ""}-${targetId}`, computed: { targetId } };
  },
};

/** Amazon EventBridge User Guide, "Event bus targets": a target is in the rule's region. */
function requireTopic({ inputs, region }: Operation): void {
  const target = text(inputs, "arn") ?? "";
  const { service, region: targetRegion } = parseArn(target);
  if (service !== "sns") {
    throw new NotModelledError("targets other than SNS topics", ["arn"], "services/events/event-target.ts");
  }
  if (targetRegion === region) return;
  refuse("ValidationException", `Provided Arn is not in correct format: ${target} is not in ${region}`, "arn");
}

/**
 * EventBridge says nothing of a source, and the policy that SNS gives a topic admits the account alone (Amazon
 * EventBridge User Guide, "Using resource-based policies").
 */
function requireArrival({ inputs, cloud }: Operation): void {
  const context = { "aws:SecureTransport": "true", "aws:SourceAccount": "", "aws:SourceArn": "" };
  const publisher = { service: "events.amazonaws.com", context, isAdmittedByDefault: false };
  const problem = publishingProblem(text(inputs, "arn") ?? "", publisher, cloud);
  if (problem !== undefined) refuse("AuthorizationError", problem, "arn");
}

/** Amazon EventBridge API Reference, RetryPolicy. */
const RETRY_BOUNDS = [
  { input: "retryPolicy.maximumEventAgeInSeconds", least: 60, most: 86_400 },
  { input: "retryPolicy.maximumRetryAttempts", least: 0, most: 185 },
];

function requireRetryPolicy({ inputs }: Operation): void {
  for (const { input, least, most } of RETRY_BOUNDS) {
    const value = number(inputs, input);
    if (value === undefined || (value >= least && value <= most)) continue;
    refuse("ValidationException", `Value '${value}' must be from ${least} to ${most}`, input);
  }
}

function refuseTooManyTargets({ kind, inputs, cloud }: Operation): void {
  if (kind === "update") return;
  const rule = text(inputs, "rule");
  const others = cloud.ofType(eventTarget.type).filter((target) => text(target.inputs, "rule") === rule);
  if (others.length < MAXIMUM_TARGETS) return;
  refuse("LimitExceededException", `The requested resource exceeds the maximum number allowed.`, "rule");
}
