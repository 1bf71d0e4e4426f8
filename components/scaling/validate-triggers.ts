import type { Measurement } from "../shared/metrics";
import { durationSeconds } from "../shared/quantity";
import type { ArgumentProblems } from "../shared/validation";
import { identifier, OWN_IDS } from "./alarm-queries";
import { QUIET_QUERIES } from "./quiet-queries";
import type { ScalingStep, ScalingTarget, ScalingTrigger } from "./scaling-trigger";

/** Metrics, and expressions, that one alarm may have (Amazon CloudWatch API Reference, "MetricDataQuery"). */
const MAXIMUM_OF_EACH_KIND = 10;
/** Amazon CloudWatch API Reference, "PutMetricAlarm": EvaluationPeriods. */
const LONGEST_WINDOW_SECONDS = 86_400;
const LARGEST_STEP = 1000;

/** Records what is wrong with triggers, each under its place in the list. */
export function validateTriggers(
  triggers: readonly ScalingTrigger[],
  target: ScalingTarget,
  problems: ArgumentProblems,
): void {
  problems.require(triggers.length > 0, "triggers", "must be one at least, got none; leave out scaling instead");
  triggers.forEach((trigger, index) => {
    const path = `triggers[${index}]`;
    validateName(trigger, index, triggers, problems);
    validateThresholds(trigger, path, problems);
    validateWindow(trigger.aboveFor, `${path}.aboveFor`, problems);
    validateWindow(trigger.belowFor, `${path}.belowFor`, problems);
    validateSteps(trigger, target, path, problems);
    validateMeasurement(trigger.measure(target), `${path}.measure`, problems);
  });
  validateMetricCount(triggers, target, problems);
}

function validateName(
  { name }: ScalingTrigger,
  index: number,
  triggers: readonly ScalingTrigger[],
  problems: ArgumentProblems,
): void {
  const path = `triggers[${index}].name`;
  problems.require(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 64,
    path,
    `must be at most 64 lower-case letters, digits and single hyphens, beginning with a letter, got ${JSON.stringify(name)}`,
  );
  const first = triggers.find((each) => identifier(each.name) === identifier(name))?.name;
  problems.require(
    triggers.findIndex((each) => identifier(each.name) === identifier(name)) === index,
    path,
    first === name
      ? `must be a name of its own, got ${JSON.stringify(name)} a second time; rename one of the two`
      : `must differ from others in more than hyphens, got ${JSON.stringify(name)} beside ${JSON.stringify(first)}; rename one of the two`,
  );
  problems.require(
    !Object.values<string>(OWN_IDS).includes(identifier(name)),
    path,
    `must not be a name that alarms use themselves, got ${JSON.stringify(name)}; rename it`,
  );
}

function validateThresholds(
  { above, below, whenMissing }: ScalingTrigger,
  path: string,
  problems: ArgumentProblems,
): void {
  const numbers = { above, below, ...(whenMissing !== undefined && { whenMissing }) };
  for (const [name, value] of Object.entries(numbers)) {
    problems.require(Number.isFinite(value), `${path}.${name}`, `must be a number, got ${value}`);
  }
  problems.require(
    !(below >= above),
    `${path}.below`,
    `must be less than above (${above}), or instances would come and go for ever, got ${below}`,
  );
  problems.require(
    whenMissing === undefined || !(whenMissing > above),
    `${path}.whenMissing`,
    `must not be greater than above (${above}), or a metric that stops would add instances for ever, got ${String(whenMissing)}`,
  );
}

function validateWindow(duration: string, path: string, problems: ArgumentProblems): void {
  const seconds = problems.attempt(path, () => durationSeconds(duration));
  problems.require(
    seconds === undefined || (Number.isInteger(seconds / 60) && seconds <= LONGEST_WINDOW_SECONDS),
    path,
    `must be whole minutes up to a day, since CloudWatch counts its periods, got "${duration}"`,
  );
}

function validateSteps(
  { above, steps = [] }: ScalingTrigger,
  target: ScalingTarget,
  path: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    steps.length === 0 || target.kind === "ecs-service",
    `${path}.steps`,
    "has no place in an Auto Scaling group, whose step policies know no cooldown; leave it out",
  );
  steps.forEach((step, index) => {
    validateStep(step, steps[index - 1]?.above ?? above, `${path}.steps[${index}]`, problems);
  });
}

function validateStep(
  { above, instances }: ScalingStep,
  previous: number,
  path: string,
  problems: ArgumentProblems,
): void {
  problems.require(
    above > previous,
    `${path}.above`,
    `must be greater than where the step before begins (${previous}), got ${above}`,
  );
  problems.require(
    Number.isInteger(instances) && instances >= 1 && instances <= LARGEST_STEP,
    `${path}.instances`,
    `must be a whole number from 1 to ${LARGEST_STEP}, got ${instances}`,
  );
}

function validateMeasurement({ metrics, expression }: Measurement, path: string, problems: ArgumentProblems): void {
  const names = Object.keys(metrics);
  problems.require(names.length > 0, path, "must look at one metric at least, got none");
  for (const name of names) {
    problems.require(
      /^[a-z]\w{0,63}$/.test(name),
      `${path}.metrics.${name}`,
      "must be named with a lower-case letter and then letters, digits and underscores",
    );
  }
  problems.require(
    names.length <= 1 || expression !== undefined,
    `${path}.expression`,
    `must say what to make of ${names.length} metrics, got none; write metric math over their names, such as "${names.join(" + ")}"`,
  );
  for (const name of names) {
    problems.require(
      expression === undefined || new RegExp(`\\b${name}\\b`).test(expression),
      `${path}.metrics.${name}`,
      `is not used in the expression, got "${expression ?? ""}"; use it or leave it out`,
    );
  }
}

/** The alarm that takes instances away looks at all triggers at once. */
function validateMetricCount(
  triggers: readonly ScalingTrigger[],
  target: ScalingTarget,
  problems: ArgumentProblems,
): void {
  const measured = triggers.map((trigger) => trigger.measure(target));
  const metrics = measured.reduce((sum, each) => sum + Object.keys(each.metrics).length, 0);
  const expressions = measured.filter(({ expression }) => expression !== undefined).length;
  problems.require(
    metrics <= MAXIMUM_OF_EACH_KIND,
    "triggers",
    `must measure ${MAXIMUM_OF_EACH_KIND} metrics at most together, since one alarm watches whether all are quiet, got ${metrics}; leave one out or publish a combined metric`,
  );
  problems.require(
    expressions <= MAXIMUM_OF_EACH_KIND - QUIET_QUERIES,
    "triggers",
    `must have ${MAXIMUM_OF_EACH_KIND - QUIET_QUERIES} expressions at most together, since one alarm watches whether all are quiet, got ${expressions}; leave one out or publish its value as a metric`,
  );
}
