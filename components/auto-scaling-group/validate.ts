import { autoScalingGroupTarget } from "../scaling/scaling-targets";
import { validateSchedules } from "../scaling/scheduled-scaling";
import { validateSpeed } from "../scaling/scaling-speed";
import { validateTriggers } from "../scaling/validate-triggers";
import { durationSeconds, storageGibibytes } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { AutoScalingGroupArgs } from "./args";
import { architectureOf, isLookedUpAtLaunch } from "./machine-image";
import { type Bounds, requireSeconds, requireWhole } from "../shared/bounds";

const SIZE: Bounds = { smallest: 0, largest: 5000 };
const PERCENT: Bounds = { smallest: 0, largest: 100 };
const MAXIMUM_PERCENT: Bounds = { smallest: 100, largest: 200 };
const ALARM_PERCENT: Bounds = { smallest: 1, largest: 100 };
const RESERVED_MEMORY: Bounds = { smallest: 0, largest: 65_536 };
/**
 * From the image's own size to 16 TiB, which was the limit of gp3 before AWS raised it (Amazon EBS User Guide, "General
 * Purpose SSD volumes").
 */
const VOLUME_GIBIBYTES: Bounds = { smallest: 30, largest: 16_384 };
const HOUR: Bounds = { smallest: 0, largest: 3600 };
/** Amazon EC2 Auto Scaling API Reference, "CreateAutoScalingGroup": MaxInstanceLifetime. */
const LIFETIME: Bounds = { smallest: 86_400, largest: 31_536_000 };
const INGRESS_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Amazon EC2 API Reference, RequestLaunchTemplateData, ImageId. */
const IMAGE = /^(?:ami-[0-9a-f]+|resolve:ssm:[\w./:-]+)$/;
/** Name of an instance type; whether AWS has it is another question. */
export const INSTANCE_TYPE = /^[a-z]+\d+[a-z-]*\.(?:nano|micro|small|medium|large|\d*xlarge)$/;

/** Records everything in the arguments that could not work. */
export function validateAutoScalingGroup(args: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  validateInstanceTypes(args, problems);
  validateImage(args, problems);
  validateSizes(args, problems);
  validateIngress(args, problems);
  validateVolume(args, problems);
  validateTimes(args, problems);
  validateRefresh(args, problems);
  validateCluster(args, problems);
  validateScaling(args, problems);
  checkTags(problems, args.tags);
}

/**
 * Rules are named by port and name, never by their place in the list: AWS takes no rule twice, not even for a while.
 */
function validateIngress({ ingress = [] }: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  ingress.forEach(({ port, name }, index) => {
    problems.require(
      name === undefined || INGRESS_NAME.test(name),
      `ingress[${index}].name`,
      `must be lower-case letters, digits and hyphens, got ${JSON.stringify(name)}`,
    );
    problems.require(
      ingress.findIndex((other) => other.port === port && other.name === name) === index,
      `ingress[${index}].name`,
      `must differ from the names of the other rules on port ${port}, got ${JSON.stringify(name)} a second time; give each a name, such as "load-balancer"`,
    );
  });
}

function validateInstanceTypes({ instanceTypes, warmPool }: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  problems.require(instanceTypes.length > 0, "instanceTypes", 'must name one at least, such as "m6i.large"');
  instanceTypes.forEach((type, index) => {
    const path = `instanceTypes[${index}]`;
    problems.require(
      INSTANCE_TYPE.test(type),
      path,
      `must be an instance type, such as "m6i.large", got ${JSON.stringify(type)}`,
    );
    problems.require(
      instanceTypes.indexOf(type) === index,
      path,
      `must be another type than before, got ${JSON.stringify(type)} twice`,
    );
  });
  const architectures = new Set(instanceTypes.map(architectureOf));
  problems.require(
    architectures.size <= 1,
    "instanceTypes",
    `must have one processor architecture, since there is one image, got ${instanceTypes.map((type) => `${type} (${architectureOf(type)})`).join(", ")}`,
  );
  problems.require(
    warmPool === undefined || instanceTypes.length === 1,
    "warmPool",
    `goes with one instance type only (Amazon EC2 Auto Scaling User Guide, "Warm pools"), got ${instanceTypes.length}; leave it out or choose one type`,
  );
}

function validateImage(args: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  const imageId = literal(args.imageId);
  problems.require(
    imageId === undefined || IMAGE.test(imageId),
    "imageId",
    `must be an AMI, such as "ami-0123456789abcdef0", or a parameter, such as "resolve:ssm:/images/web", got ${JSON.stringify(imageId)}`,
  );
  problems.require(
    args.warmPool === undefined || !isLookedUpAtLaunch(args),
    "imageId",
    `must be an AMI with a warm pool (Amazon EC2 Auto Scaling User Guide, "Use AWS Systems Manager parameters instead of AMI IDs in launch templates"), got ${JSON.stringify(imageId)}; leave out warmPool, or imageId for the image that AWS recommends at the deployment`,
  );
}

function validateSizes(
  { minSize, maxSize, desiredCapacity, warmPool }: AutoScalingGroupArgs,
  problems: ArgumentProblems,
): void {
  requireWhole(problems, "minSize", minSize, SIZE);
  requireWhole(problems, "maxSize", maxSize, SIZE);
  problems.require(minSize <= maxSize, "maxSize", `must be at least minSize (${minSize}), got ${maxSize}`);
  problems.require(
    desiredCapacity === undefined || (desiredCapacity >= minSize && desiredCapacity <= maxSize),
    "desiredCapacity",
    `must be from minSize (${minSize}) to maxSize (${maxSize}), got ${String(desiredCapacity)}`,
  );
  requireWhole(problems, "warmPool.minSize", warmPool?.minSize, SIZE);
  requireWhole(problems, "warmPool.maxPreparedCapacity", warmPool?.maxPreparedCapacity, SIZE);
}

function validateVolume({ rootVolumeSize }: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  if (rootVolumeSize === undefined) return;
  const gibibytes = problems.attempt("rootVolumeSize", () => storageGibibytes(rootVolumeSize));
  requireWhole(problems, "rootVolumeSize", gibibytes, VOLUME_GIBIBYTES);
}

function validateTimes(args: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  requireSeconds(problems, "healthCheckGracePeriod", args.healthCheckGracePeriod, HOUR);
  requireSeconds(problems, "maxInstanceLifetime", args.maxInstanceLifetime, LIFETIME);
  requireSeconds(problems, "instanceRefresh.instanceWarmup", args.instanceRefresh?.instanceWarmup, HOUR);
}

/** Amazon EC2 Auto Scaling API Reference, "RefreshPreferences". */
function validateRefresh({ instanceRefresh = {} }: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  const { minHealthyPercentage: least = 100, maxHealthyPercentage: most = 150 } = instanceRefresh;
  requireWhole(problems, "instanceRefresh.minHealthyPercentage", least, PERCENT);
  requireWhole(problems, "instanceRefresh.maxHealthyPercentage", most, MAXIMUM_PERCENT);
  problems.require(
    most - least <= 100 && most > least,
    "instanceRefresh.maxHealthyPercentage",
    `must be above minHealthyPercentage (${least}) by 1 to 100, or no instance could be replaced, got ${most}`,
  );
}

function validateCluster({ cluster, triggers, schedules }: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  if (cluster === undefined) return;
  requireWhole(problems, "cluster.reservedMemoryMebibytes", cluster.reservedMemoryMebibytes, RESERVED_MEMORY);
  for (const [argument, value] of Object.entries({ triggers, schedules })) {
    problems.require(
      value === undefined,
      argument,
      "would fight the capacity provider, which scales the group of a cluster by what tasks need; scale the services instead",
    );
  }
}

function validateScaling(args: AutoScalingGroupArgs, problems: ArgumentProblems): void {
  const { triggers, speed, schedules, minSize, maxSize, alarms = {} } = args;
  if (triggers !== undefined) validateTriggers(triggers, autoScalingGroupTarget(""), problems);
  validateSpeed(speed ?? {}, problems);
  validateSchedules(schedules ?? [], { minInstances: minSize, maxInstances: maxSize }, problems);
  requireWhole(problems, "alarms.cpuPercent", alarms.cpuPercent, ALARM_PERCENT);
  requireWhole(problems, "alarms.memoryPercent", alarms.memoryPercent, ALARM_PERCENT);
  const { responseTime } = alarms;
  if (responseTime !== undefined) problems.attempt("alarms.responseTime", () => durationSeconds(responseTime));
}
