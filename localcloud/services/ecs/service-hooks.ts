import { FUNCTION_ARN, parseArn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { object, objects, text, texts, type Properties } from "../../model/values";
import { refusedIf } from "../../model/warning";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { given, isJson } from "../shared/inputs";
import { isRolling } from "./deployment";
import { waitsForTasks } from "./service-lookup";
import { ROLLED_BACK } from "./traffic-shift";

const HOOKS = "deploymentConfiguration.lifecycleHooks";
const INVOKE = "lambda:InvokeFunction";

/** Stages without a pause. */
const WITHOUT_PAUSE = ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];

/**
 * What ECS refuses about lifecycle hooks, and what rolls the deployment back (Amazon ECS API Reference,
 * DeploymentLifecycleHook).
 */
export const serviceHookRules: readonly Rule[] = [
  refuseRollingHooks,
  requireEach(requireStages),
  requireEach(requireReadableDetails),
  requireEach(requireFunction),
  refusedIf(waitsForTasks, requireEach(requireInvokingRole), ROLLED_BACK),
  requireEach(requirePlainPause),
];

type HookRule = (operation: Operation, hook: Properties, path: string) => void;

function requireEach(rule: HookRule): Rule {
  return (operation) => {
    objects(operation.inputs, HOOKS).forEach((hook, index) => {
      rule(operation, hook, `${HOOKS}[${index}]`);
    });
  };
}

/** The stages of hooks belong to a green revision beside a blue one; a rolling deployment has no such stages. */
function refuseRollingHooks({ inputs }: Operation): void {
  if (!isRolling(inputs) || objects(inputs, HOOKS).length === 0) return;
  refuse("InvalidParameterException", "Lifecycle hooks are not supported with the ROLLING deployment strategy", HOOKS);
}

function requireStages(_operation: Operation, hook: Properties, path: string): void {
  const stages = texts(hook, "lifecycleStages");
  if (stages.length === 0)
    refuse(
      "InvalidParameterException",
      "A lifecycle hook needs at least one lifecycle stage",
      `${path}.lifecycleStages`,
    );
  if (!isPause(hook) || !stages.some((stage) => WITHOUT_PAUSE.includes(stage))) return;
  refuse("InvalidParameterException", "Invalid lifecycle stage provided for Pause Hook", `${path}.lifecycleStages`);
}

function requireReadableDetails(_operation: Operation, hook: Properties, path: string): void {
  const details = text(hook, "hookDetails");
  if (details === undefined || isJson(details)) return;
  refuse("InvalidParameterException", "hookDetails must be JSON", `${path}.hookDetails`);
}

/** Lambda functions are not modelled, so that the local cloud can't check whether the function exists. */
function requireFunction({ region }: Operation, hook: Properties, path: string): void {
  if (isPause(hook)) return;
  const arn = text(hook, "hookTargetArn") ?? "";
  if (FUNCTION_ARN.test(arn) && parseArn(arn).region === region) return;
  refuse(
    "InvalidParameterException",
    `The hook target must be the ARN of a Lambda function in ${region}, got '${arn}'`,
    `${path}.hookTargetArn`,
  );
}

/** Amazon ECS Developer Guide, "Permissions required for Lambda functions in Amazon ECS blue/green deployments". */
function requireInvokingRole({ cloud }: Operation, hook: Properties, path: string): void {
  if (isPause(hook)) return;
  const [roleArn, target] = [text(hook, "roleArn") ?? "", text(hook, "hookTargetArn") ?? ""];
  const failed = `Service deployment rolled back because ${texts(hook, "lifecycleStages").join(", ")} lifecycle hook(s) failed`;
  const role = roleByArn(roleArn, cloud);
  if (role === undefined || !isAssumableBy(role, "ecs.amazonaws.com")) {
    refuse("InvalidParameterException", `${failed}. ECS was unable to assume role ${roleArn}`, `${path}.roleArn`);
  }
  if (missingPermission(role, [{ action: INVOKE, resource: target }], cloud) === undefined) return;
  refuse(
    "InvalidParameterException",
    `${failed}. ECS was unable to invoke hook target ${target} because no identity-based policy of ${roleArn} allows the ${INVOKE} action`,
    `${path}.roleArn`,
  );
}

function requirePlainPause(_operation: Operation, hook: Properties, path: string): void {
  const [foreign] = given(hook, ["hookTargetArn", "roleArn", "hookDetails"]);
  if (isPause(hook) && foreign !== undefined) {
    refuse("InvalidParameterException", `${foreign} is not applicable for PAUSE hooks`, `${path}.${foreign}`);
  }
  if (isPause(hook) || object(hook, "timeoutConfiguration") === undefined) return;
  refuse(
    "InvalidParameterException",
    "timeoutConfiguration is only valid for PAUSE hooks",
    `${path}.timeoutConfiguration`,
  );
}

function isPause(hook: Properties): boolean {
  return text(hook, "targetType") === "PAUSE";
}
