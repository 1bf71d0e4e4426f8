import { stringify } from "yaml";
import { cloudVariables, GENERATED, INSTALL } from "./commands";
import {
  type CloudAccess,
  isClosedToForks,
  type Job,
  type Pipeline,
  roleVariable,
  stackGroup,
  type Trigger,
} from "./model";

type Yaml = Readonly<Record<string, unknown>>;

/** Conditions of GitLab's rules by trigger (GitLab documentation, "Predefined CI/CD variables reference"). */
const CONDITIONS: Readonly<Record<Trigger, string>> = {
  "pull-request": '$CI_PIPELINE_SOURCE == "merge_request_event"',
  main: '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  schedule: '$CI_PIPELINE_SOURCE == "schedule"',
};

/** A merge request from a fork runs in the fork's project, or with its code in this one: neither gets credentials. */
const OWN_PROJECT = "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID";

/** GitLab's pipeline (GitLab documentation, "CI/CD YAML syntax reference"). */
export function gitlabFiles(pipeline: Pipeline): Readonly<Record<string, string>> {
  const { nodeVersion, jobs } = pipeline;
  const document = {
    workflow: { rules: Object.values(CONDITIONS).map((condition) => ({ if: condition })) },
    stages: [...new Set(jobs.map(stageOf))],
    default: {
      image: `node:${nodeVersion}-bookworm`,
      cache: { key: { files: ["package-lock.json"] }, paths: [".npm/"] },
    },
    variables: { npm_config_cache: "$CI_PROJECT_DIR/.npm" },
    ...Object.fromEntries(jobs.map((job) => [job.name, gitlabJob(pipeline, job)])),
  };
  const header = GENERATED.map((line) => `# ${line}\n`).join("");
  return { ".gitlab-ci.yml": `${header}\n${stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })}` };
}

/** Checks and previews have no order among them; each deployment has a stage of its own. */
function stageOf({ name, cloud, comments = false, triggers }: Job): string {
  if (cloud?.role === "deploy") return name;
  if (triggers.includes("schedule")) return "drift";
  if (comments) return "comment";
  return cloud === undefined ? "check" : "preview";
}

function gitlabJob(pipeline: Pipeline, job: Job): Yaml {
  const { cloud, makes, timeLimitMinutes, commands } = job;
  return {
    stage: stageOf(job),
    rules: job.triggers.map((trigger) => ruleOf(job, trigger)),
    needs: needsOfAll(pipeline, job),
    timeout: `${timeLimitMinutes} minutes`,
    ...(cloud === undefined ? { interruptible: true } : onStack(cloud)),
    ...(cloud !== undefined && credentialsFor(cloud)),
    script: [INSTALL, ...commands],
    ...(makes !== undefined && { artifacts: { when: "always", paths: [makes], expire_in: "5 days" } }),
  };
}

/** What holds a stack is never cancelled, also where a newer pipeline makes this one redundant. */
function onStack(cloud: CloudAccess): Yaml {
  const { environment: name, isAlone, role } = cloud;
  return {
    interruptible: !isAlone,
    ...(role === "deploy" && { environment: { name, deployment_tier: name } }),
    ...(isAlone && { resource_group: stackGroup(cloud) }),
  };
}

/**
 * A job that waits for an approval holds up the pipeline until somebody starts it; a protected environment says who
 * may.
 */
function ruleOf(job: Job, trigger: Trigger): Yaml {
  const closed = trigger === "pull-request" && isClosedToForks(job);
  const condition = closed ? `${CONDITIONS[trigger]} && ${OWN_PROJECT}` : CONDITIONS[trigger];
  const when = job.cloud?.awaitsApproval === true ? "manual" : job.runsAnyway === true ? "always" : undefined;
  return { if: condition, ...(when !== undefined && { when }), ...(when === "manual" && { allow_failure: false }) };
}

/** Jobs of one name exist in every pipeline whose rules name them, so that a need may be absent from the others. */
function needsOfAll({ jobs }: Pipeline, job: Job): readonly (string | Yaml)[] {
  return job.needs.map((name) => {
    const needed = jobs.find((each) => each.name === name);
    const isThere = job.triggers.every((trigger) => needed?.triggers.includes(trigger));
    return isThere ? name : { job: name, optional: true };
  });
}

/**
 * Credentials by OpenID Connect: the SDK gets them for the role with the token of the job (GitLab documentation,
 * "Configure OpenID Connect in AWS to retrieve temporary credentials").
 */
function credentialsFor(cloud: CloudAccess): Yaml {
  const variables = Object.entries(cloudVariables(cloud)).map(([name, held]) => [name, `$${held}`] as const);
  return {
    id_tokens: { AWS_ID_TOKEN: { aud: "$CI_SERVER_URL" } },
    variables: {
      ...Object.fromEntries(variables),
      AWS_ROLE_ARN: `$${roleVariable(cloud)}`,
      AWS_ROLE_SESSION_NAME: "gitlab-$CI_JOB_ID",
    },
    before_script: [
      "export AWS_WEB_IDENTITY_TOKEN_FILE=$(mktemp)",
      'printf %s "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"',
    ],
  };
}
