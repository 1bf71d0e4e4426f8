import { cloudVariables, INSTALL } from "../commands";
import {
  type CloudAccess,
  isClosedToForks,
  type Job,
  needsOf,
  type Pipeline,
  roleVariable,
  stackGroup,
  type Trigger,
} from "../model";
import { type Action, ACTIONS, usesOf } from "./actions";

type Yaml = Readonly<Record<string, unknown>>;

const RUNNER = "ubuntu-24.04";
/** How long the credentials of a job hold: as long as the longest job on a stack, so that none ends in the middle. */
const CREDENTIALS_SECONDS = 3600;
const OWN_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";

/** A job of a workflow (GitHub documentation, "Workflow syntax for GitHub Actions"). */
export function githubJob(pipeline: Pipeline, job: Job, trigger: Trigger): Yaml {
  const needs = needsOf(pipeline, job, trigger);
  const condition = conditionOf(job, trigger);
  return {
    name: job.title,
    ...(needs.length > 0 && { needs }),
    ...(condition !== undefined && { if: condition }),
    "runs-on": RUNNER,
    "timeout-minutes": job.timeLimitMinutes,
    permissions: permissionsOf(job),
    ...(job.cloud?.role === "deploy" && { environment: job.cloud.environment }),
    ...(job.cloud?.isAlone === true && { concurrency: aloneOn(job.cloud) }),
    ...(environmentOf(job) !== undefined && { env: environmentOf(job) }),
    steps: stepsOf(pipeline, job),
  };
}

/** A pull request of a fork gets no credentials; the checks, which need none, run for it too. */
function conditionOf(job: Job, trigger: Trigger): string | undefined {
  const conditions = [
    ...(job.runsAnyway === true ? ["!cancelled()"] : []),
    ...(trigger === "pull-request" && isClosedToForks(job) ? [OWN_REPOSITORY] : []),
  ];
  return conditions.length === 0 ? undefined : `\${{ ${conditions.join(" && ")} }}`;
}

function permissionsOf({ cloud, comments = false }: Job): Yaml {
  return {
    contents: "read",
    ...(cloud !== undefined && { "id-token": "write" }),
    ...(comments && { "pull-requests": "write" }),
  };
}

/**
 * One run after the other, none cancelled. Without `queue: max`, a third run would cancel the one that waits (GitHub
 * documentation, "Control the concurrency of workflows and jobs").
 */
function aloneOn(cloud: CloudAccess): Yaml {
  return { group: stackGroup(cloud), "cancel-in-progress": false, queue: "max" };
}

function environmentOf({ cloud, comments = false }: Job): Yaml | undefined {
  if (comments) {
    // The run is on a merge of the pull request, whose own commit its event has.
    return { GITHUB_TOKEN: "${{ github.token }}", PULL_REQUEST_COMMIT: "${{ github.event.pull_request.head.sha }}" };
  }
  if (cloud === undefined) return undefined;
  const variables = Object.entries(cloudVariables(cloud)).map(
    ([name, held]) => [name, `\${{ vars.${held} }}`] as const,
  );
  return Object.fromEntries(variables);
}

function stepsOf({ nodeVersion, mainBranch }: Pipeline, job: Job): Yaml[] {
  const { cloud, commands, makes, takes, isRoot = false } = job;
  const mayBeOld = cloud?.awaitsApproval === true;
  return [
    step(ACTIONS.checkout, { "persist-credentials": mayBeOld }),
    ...(mayBeOld ? [{ run: refuseOldCommit(mainBranch) }] : []),
    step(ACTIONS.setupNode, { "node-version": nodeVersion, cache: "npm" }),
    { run: INSTALL },
    ...(cloud === undefined ? [] : [credentialsStep(cloud)]), // after the installation, whose scripts need none
    ...(takes === undefined ? [] : [step(ACTIONS.download, { path: takes, "merge-multiple": true })]),
    ...commands.map((command) => ({ run: isRoot ? asRoot(command) : command })),
    ...(makes === undefined ? [] : [uploadStep(job.name, makes)]),
  ];
}

/**
 * Stops a run that waited for its approval while the main branch went on: the newest run deploys what this one has, and
 * more. GitLab and Jenkins see to that by themselves. What an earlier commit had comes back by `npm run rollback`.
 */
function refuseOldCommit(mainBranch: string): string {
  const newest = `$(git ls-remote origin refs/heads/${mainBranch} | cut -f1)`;
  const said = `${mainBranch} has gone on since this run began: approve its newest run`;
  return `[ "${newest}" = "$GITHUB_SHA" ] || { echo "${said}"; exit 3; }`;
}

function step(action: Action, inputs: Yaml): Yaml {
  return { uses: usesOf(action), with: inputs };
}

function credentialsStep(cloud: CloudAccess): Yaml {
  return step(ACTIONS.awsCredentials, {
    "role-to-assume": `\${{ vars.${roleVariable(cloud)} }}`,
    "role-duration-seconds": CREDENTIALS_SECONDS,
    "role-session-name": "github-${{ github.run_id }}",
    "aws-region": `\${{ vars.${cloudVariables(cloud).AWS_REGION ?? ""} }}`,
  });
}

/** A preview that failed is told as well. What it made is in a hidden folder. */
function uploadStep(name: string, path: string): Yaml {
  const inputs = { name, path, "include-hidden-files": true, "retention-days": 5, "if-no-files-found": "ignore" };
  return { if: "${{ !cancelled() }}", ...step(ACTIONS.upload, inputs) };
}

function asRoot(command: string): string {
  return `sudo --preserve-env=CI env "PATH=$PATH" ${command}`;
}
