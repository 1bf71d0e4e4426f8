import { cloudVariables, INSTALL } from "../commands";
import {
  type CloudAccess,
  isClosedToForks,
  type Job,
  type Pipeline,
  roleVariable,
  stackGroup,
  type Trigger,
} from "../model";
import { block, type Groovy, literal, nested } from "./groovy";

/** Days that a build waits for its approval. */
const APPROVAL_DAYS = 3;
/** Id of the credentials with the token that writes comments. */
const COMMENT_TOKEN = "proofpix-comment-token";

/**
 * A stage for a job.
 * @param milestone which of the deployments it is: a newer build that passes it ends older ones that haven't, such as
 * those that wait for an approval; never one that is deploying, since it holds the lock.
 */
export function stageOf(pipeline: Pipeline, job: Job, milestone?: number): Groovy {
  const { cloud } = job;
  const awaitsApproval = cloud?.awaitsApproval === true;
  return block(
    `stage(${literal(job.name)})`,
    whenOf(pipeline, job),
    ...(awaitsApproval ? [block("options", [`timeout(time: ${APPROVAL_DAYS}, unit: 'DAYS')`]), approvalOf(cloud)] : []),
    block("agent", dockerOf(pipeline, job)),
    ...(cloud === undefined ? [] : [block("environment", variablesOf(cloud))]),
    block("steps", stepsOf(job, milestone)),
  );
}

function whenOf({ mainBranch }: Pipeline, job: Job): Groovy {
  const conditions: Readonly<Record<Trigger, Groovy>> = {
    "pull-request": isClosedToForks(job)
      ? block("allOf", ["changeRequest()", "expression { env.CHANGE_FORK == null }"])
      : ["changeRequest()"],
    main: block("allOf", [`branch ${literal(mainBranch)}`, "not { triggeredBy 'TimerTrigger' }"]),
    schedule: block("allOf", [`branch ${literal(mainBranch)}`, "triggeredBy 'TimerTrigger'"]),
  };
  const started = job.triggers.map((trigger) => conditions[trigger]);
  const condition = started.length === 1 ? started.flat() : block("anyOf", ...started);
  return block("when", ["beforeAgent true", "beforeInput true", "beforeOptions true"], condition);
}

/** Members of a group may agree. */
function approvalOf({ environment }: CloudAccess): Groovy {
  return block("input", [
    `message ${literal(`Deploy ${environment}?`)}`,
    "ok 'Deploy'",
    "submitter 'proofpix-approvers'",
  ]);
}

function dockerOf({ nodeVersion }: Pipeline, { isRoot = false }: Job): Groovy {
  return block("docker", [
    `image 'node:${nodeVersion}-bookworm'`,
    ...(isRoot ? ["args '--user root --privileged'"] : []),
  ]);
}

function variablesOf(cloud: CloudAccess): Groovy {
  const held = Object.entries({ ...cloudVariables(cloud), AWS_ROLE_ARN: roleVariable(cloud) });
  return [
    ...held.map(([name, variable]) => `${name} = "\${env.${variable}}"`),
    'AWS_ROLE_SESSION_NAME = "jenkins-${env.BUILD_NUMBER}"',
  ];
}

function stepsOf(job: Job, milestone: number | undefined): Groovy {
  const { cloud, commands, makes, takes, comments = false, timeLimitMinutes } = job;
  const shell = commands.map((command) => `sh ${literal(command)}`);
  // The installation, whose scripts need no credentials, comes before them.
  const work = [`sh ${literal(INSTALL)}`, ...credentialed(cloud, comments, shell)];
  const limited = nested([`timeout(time: ${timeLimitMinutes}, unit: 'MINUTES')`], work);
  return [
    "checkout scm",
    ...(takes === undefined ? [] : job.needs.map((name) => `unstash ${literal(name)}`)),
    ...(makes === undefined ? withLock(cloud, milestone, limited) : kept(job.name, makes, limited)),
  ];
}

/** What the job needs to prove who it is: a token of Jenkins for the role, or the token that writes comments. */
function credentialed(cloud: CloudAccess | undefined, comments: boolean, work: Groovy): Groovy {
  if (comments)
    return nested([`withCredentials([string(credentialsId: '${COMMENT_TOKEN}', variable: 'GITHUB_TOKEN')])`], work);
  if (cloud === undefined) return work;
  const id = `aws-${cloud.role}-${cloud.environment}`;
  return nested([`withCredentials([file(credentialsId: '${id}', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE')])`], work);
}

function withLock(cloud: CloudAccess | undefined, milestone: number | undefined, work: Groovy): Groovy {
  if (cloud?.isAlone !== true) return work;
  const passed = milestone === undefined ? [] : [`milestone ${milestone}`];
  return nested([`lock(resource: ${literal(`proofpix-${stackGroup(cloud)}`)})`], [...passed, ...work]);
}

/** A preview that failed is told as well: the stage fails, and the build goes on to the comment. */
function kept(name: string, path: string, work: Groovy): Groovy {
  return [
    ...nested(["catchError(buildResult: 'FAILURE', stageResult: 'FAILURE')"], work),
    `stash name: ${literal(name)}, includes: ${literal(path)}, allowEmpty: true`,
  ];
}
