import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { FUNCTION_ARN } from "../shared/arn";
import { type DurationQuantity, durationSeconds } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";
import { requireMinutes } from "../shared/bounds";

/**
 * Where in a deployment ECS asks a hook (Amazon ECS Developer Guide, "Lifecycle hooks for Amazon ECS service
 * deployments").
 */
export type DeploymentStage =
  | "RECONCILE_SERVICE"
  | "PRE_SCALE_UP"
  | "POST_SCALE_UP"
  | "TEST_TRAFFIC_SHIFT"
  | "POST_TEST_TRAFFIC_SHIFT"
  | "PRODUCTION_TRAFFIC_SHIFT"
  | "POST_PRODUCTION_TRAFFIC_SHIFT";

/** Something that may stop a deployment. */
export type DeploymentHook = FunctionHook | PauseHook;

/**
 * A Lambda function, such as a test of the new revision by the test listener; unless it answers SUCCEEDED, ECS rolls
 * back.
 */
export interface FunctionHook {
  readonly kind: "function";
  /** ARN of the function, which ECS invokes as a role of the service's. */
  readonly functionArn: pulumi.Input<string>;
  /** Stages at which ECS calls the function, one at least. */
  readonly stages: readonly DeploymentStage[];
  /** JSON text that the function gets along. @default - nothing */
  readonly details?: pulumi.Input<string> | undefined;
  /**
   * Longest time that the function takes at a stage until it answers SUCCEEDED or FAILED, answers of IN_PROGRESS
   * included: up to 24 hours in whole minutes. An `up` waits as long for the deployment; what ECS does isn't changed by
   * it. The default is the longest run of a Lambda function.
   * @default "15m"
   */
  readonly answersWithin?: DurationQuantity;
}

/** Waits for a person, who lets the deployment go on or not. */
export interface PauseHook {
  readonly kind: "pause";
  /** Stages at which the deployment waits, one at least; it can't wait while traffic moves. */
  readonly stages: readonly Exclude<DeploymentStage, "TEST_TRAFFIC_SHIFT" | "PRODUCTION_TRAFFIC_SHIFT">[];
  /**
   * Time after which the deployment stops waiting: up to 14 days in whole minutes. An `up` waits as long, with valid
   * credentials; for pauses that outlast those, switch `waitForSteadyState` off.
   * @default "1h"
   */
  readonly timeout?: DurationQuantity;
  /** What ECS does after that time. @default "rollback" */
  readonly onTimeout?: "rollback" | "continue";
}

type HookSettings = aws.types.input.ecs.ServiceDeploymentConfigurationLifecycleHook;

const TIMEOUT_MINUTES = { smallest: 1, largest: 20_160 };
/**
 * Time after which ECS gives a function up (Amazon ECS API Reference, "DeploymentLifecycleHookTimeoutConfiguration").
 */
const ANSWER_MINUTES = { smallest: 1, largest: 1440 };

/** Records what is wrong with hooks. */
export function validateDeploymentHooks(hooks: readonly DeploymentHook[], problems: ArgumentProblems): void {
  hooks.forEach((hook, index) => {
    const path = `deployment.hooks[${index}]`;
    problems.require(hook.stages.length > 0, `${path}.stages`, "must name one stage at least, got none");
    if (hook.kind === "pause") requireMinutes(problems, `${path}.timeout`, hook.timeout, TIMEOUT_MINUTES);
    else validateFunction(hook, path, problems);
  });
}

function validateFunction(
  { answersWithin, functionArn }: FunctionHook,
  path: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    typeof functionArn !== "string" || FUNCTION_ARN.test(functionArn),
    `${path}.functionArn`,
    `must be the ARN of a Lambda function, got ${JSON.stringify(functionArn)}`,
  );
  requireMinutes(problems, `${path}.answersWithin`, answersWithin, ANSWER_MINUTES);
}

/** Seconds for which validated hooks may hold up a deployment that moves traffic so many times. */
export function hooksSeconds(hooks: readonly DeploymentHook[], shifts: number): number {
  const times = hooks.map((hook) => hookSeconds(hook) * occasions(hook.stages, shifts));
  return times.reduce((sum, seconds) => sum + seconds, 0);
}

function hookSeconds(hook: DeploymentHook): number {
  return durationSeconds(hook.kind === "pause" ? (hook.timeout ?? "1h") : (hook.answersWithin ?? "15m"));
}

/** A function at that stage is called at every step (Amazon ECS Developer Guide, "Amazon ECS linear deployments"). */
function occasions(stages: readonly DeploymentStage[], shifts: number): number {
  return stages.reduce((sum, stage) => sum + (stage === "PRODUCTION_TRAFFIC_SHIFT" ? shifts : 1), 0);
}

/** ARNs of the functions that ECS has to be allowed to call. */
export function hookFunctions(hooks: readonly DeploymentHook[]): pulumi.Input<string>[] {
  return hooks.flatMap((hook) => (hook.kind === "function" ? [hook.functionArn] : []));
}

/** Validated hooks in ECS's terms; `roleArn` lets ECS call the functions. */
export function hookSettings(
  hooks: readonly DeploymentHook[],
  roleArn: pulumi.Input<string> | undefined,
): HookSettings[] {
  return hooks.map((hook) => (hook.kind === "pause" ? pauseSettings(hook) : functionSettings(hook, roleArn)));
}

function functionSettings(
  { functionArn, stages, details }: FunctionHook,
  roleArn: pulumi.Input<string> | undefined,
): HookSettings {
  return {
    targetType: "AWS_LAMBDA",
    hookTargetArn: functionArn,
    roleArn,
    lifecycleStages: [...stages],
    ...(details !== undefined && { hookDetails: details }),
  };
}

function pauseSettings({ stages, timeout = "1h", onTimeout = "rollback" }: PauseHook): HookSettings {
  return {
    targetType: "PAUSE",
    lifecycleStages: [...stages],
    timeoutConfiguration: {
      timeoutInMinutes: String(durationSeconds(timeout) / 60),
      action: onTimeout === "rollback" ? "ROLLBACK" : "CONTINUE",
    },
  };
}
