import { ENVIRONMENT_KINDS, type EnvironmentKind } from "../components/shared/environment-kind";
import type { Job, Pipeline, Trigger } from "./model";

/** Where previews of a pull request wait for the job that writes them into one comment. */
const PREVIEWS = ".local/previews";

/**
 * Environments that a pull request previews. Each has `previewsPullRequests` in the bootstrap stack, which lets the
 * code of whoever may push a branch decrypt its secrets; take out those in which that is too much.
 */
const PREVIEWED = ENVIRONMENT_KINDS;

const CHECKED: readonly Trigger[] = ["pull-request", "main"];

/** Checks need no credentials: they look at the sources, and rehearse against the local cloud. */
const CHECKS: readonly Job[] = [
  {
    name: "lint",
    title: "Format, lint and types",
    triggers: CHECKED,
    needs: [],
    commands: ["npx prettier --check .", "npm run lint", "npm run typecheck"],
    timeLimitMinutes: 30,
  },
  {
    name: "test",
    title: "All tests, and a deployment into the local cloud",
    triggers: CHECKED,
    needs: [],
    commands: ["bash .ci/run"],
    isRoot: true,
    timeLimitMinutes: 120,
  },
  {
    name: "policies",
    title: "Every environment under the policy pack",
    triggers: CHECKED,
    needs: [],
    commands: ENVIRONMENT_KINDS.map((environment) => `npm run preview -- ${environment}`),
    timeLimitMinutes: 30,
  },
];

function preview(environment: EnvironmentKind): Job {
  return {
    name: `preview-${environment}`,
    title: `What would change in ${environment}`,
    triggers: ["pull-request"],
    needs: [],
    commands: [`npm run comment -- preview ${environment} --aws`],
    timeLimitMinutes: 30,
    cloud: { environment, role: "preview", isAlone: false, awaitsApproval: false },
    makes: `${PREVIEWS}/${environment}.json`,
  };
}

/**
 * Writes what the previews found. It has no credentials for the cloud, and those that have some can't write comments.
 */
const COMMENT: Job = {
  name: "comment",
  title: "All previews in one comment",
  triggers: ["pull-request"],
  needs: PREVIEWED.map((environment) => `preview-${environment}`),
  commands: ["npm run comment -- post"],
  timeLimitMinutes: 10,
  takes: PREVIEWS,
  comments: true,
  runsAnyway: true,
};

function deploy(environment: EnvironmentKind, needs: readonly string[]): Job {
  return {
    name: `deploy-${environment}`,
    title: `Deploy ${environment}`,
    triggers: ["main"],
    needs,
    commands: [`npm run deploy -- ${environment} --aws`],
    timeLimitMinutes: 60,
    cloud: { environment, role: "deploy", isAlone: true, awaitsApproval: environment === "production" },
  };
}

function drift(environment: EnvironmentKind): Job {
  return {
    name: `drift-${environment}`,
    title: `What was changed in ${environment} behind the engine's back`,
    triggers: ["schedule"],
    needs: [],
    commands: [`npm run drift -- ${environment} --aws`],
    timeLimitMinutes: 30,
    cloud: { environment, role: "drift", isAlone: true, awaitsApproval: false },
  };
}

/** The pipeline (DP-4), from which the files of all CI systems are made: `npm run generate -- ci`. */
export const PIPELINE: Pipeline = {
  mainBranch: "main",
  driftTime: { minute: 17, hour: 5 },
  nodeVersion: 20,
  jobs: [
    ...CHECKS,
    ...PREVIEWED.map(preview),
    COMMENT,
    deploy(
      "development",
      CHECKS.map(({ name }) => name),
    ),
    deploy("staging", ["deploy-development"]),
    deploy("production", ["deploy-staging"]),
    ...ENVIRONMENT_KINDS.map(drift),
  ],
};
