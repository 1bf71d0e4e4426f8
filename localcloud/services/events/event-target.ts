import { randomUUID } from "node:crypto";
import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { object, text } from "../../model/values";
import { given } from "../shared/inputs";
import { NotModelledError, refuseUnmodelled } from "../shared/not-modelled";

const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Amazon EventBridge API Reference, Limits: targets of a rule. */
const MAXIMUM_TARGETS = 5;

/** Amazon EventBridge User Guide, "Input transformation": variables that EventBridge itself fills in. */
const PREDEFINED = /^aws\.(?:events\.(?:rule-arn|rule-name|event\.ingestion-time|event|event\.json))$/;

/** Amazon EventBridge User Guide, "Input transformation": the part of JSONPath that EventBridge knows. */
const PATH = /^\$(?:\.[\w/*-]+|\[(?:\d+|\*)\])*$/;

export const eventTarget: ResourceType = {
  type: "aws:cloudwatch/eventTarget:EventTarget",
  defaults: { eventBusName: "default", forceDestroy: false },
  replacedBy: ["rule", "targetId", "eventBusName", "region"],
  unique: {
    inputs: ["rule", "targetId"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (target) => `The rule already has a target ${target} (targetId)`,
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
    requireOneInput,
    requireTemplate,
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
  const [, , service, targetRegion] = target.split(":");
  if (service !== "sns") {
    throw new NotModelledError("targets other than SNS topics", ["arn"], "services/events/event-target.ts");
  }
  if (targetRegion === region) return;
  throw new AwsError(
    "ValidationException",
    `Provided Arn is not in correct format: ${target} is not in ${region} (arn)`,
  );
}

/** The provider's schema, and Amazon EventBridge API Reference, Target. */
function requireOneInput({ inputs }: Operation): void {
  const several = given(inputs, ["input", "inputPath", "inputTransformer"]);
  if (several.length < 2) return;
  throw new AwsError(
    "ValidationException",
    `Only one of Input, InputPath, or InputTransformer must be provided. (${several.join(", ")})`,
  );
}

/** Amazon EventBridge User Guide, "Input transformation". */
function requireTemplate({ inputs }: Operation): void {
  const transformer = object(inputs, "inputTransformer");
  if (transformer === undefined) return;
  const paths = object(transformer, "inputPaths") ?? {};
  const wrong = Object.entries(paths).find(([, path]) => !PATH.test(String(path)));
  if (wrong !== undefined) {
    throw new AwsError(
      "ValidationException",
      `Invalid JsonPath for InputPathsMap: ${String(wrong[1])} (inputTransformer.inputPaths.${wrong[0]})`,
    );
  }
  const undefinedVariable = variables(text(transformer, "inputTemplate") ?? "").find(
    (variable) => !(variable in paths) && !PREDEFINED.test(variable),
  );
  if (undefinedVariable === undefined) return;
  throw new AwsError(
    "ValidationException",
    `InputTemplate contains invalid placeholder ${undefinedVariable}. (inputTransformer.inputTemplate)`,
  );
}

function variables(template: string): string[] {
  return [...template.matchAll(/<([A-Za-z][\w.-]*)>/g)].map(([, variable = ""]) => variable);
}

function refuseTooManyTargets({ kind, inputs, cloud }: Operation): void {
  if (kind === "update") return;
  const rule = text(inputs, "rule");
  const others = cloud.ofType(eventTarget.type).filter((target) => text(target.inputs, "rule") === rule);
  if (others.length < MAXIMUM_TARGETS) return;
  throw new AwsError("LimitExceededException", `The requested resource exceeds the maximum number allowed. (rule)`);
}
