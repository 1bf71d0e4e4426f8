import { stringify } from "yaml";
import { GENERATED } from "../commands";
import { jobsOf, type Pipeline, type Trigger } from "../model";
import { ACTIONS, usesOf } from "./actions";
import { githubJob } from "./job";

type Yaml = Readonly<Record<string, unknown>>;

interface Workflow {
  readonly file: string;
  readonly name: string;
  readonly trigger: Trigger;
  readonly on: Yaml;
  readonly concurrency: Yaml | undefined;
}

/** GitHub's workflows: one for each trigger. */
export function githubFiles(pipeline: Pipeline): Readonly<Record<string, string>> {
  return Object.fromEntries(
    workflowsOf(pipeline).map((workflow) => [`.github/workflows/${workflow.file}`, written(pipeline, workflow)]),
  );
}

function workflowsOf({ mainBranch, driftTime }: Pipeline): readonly Workflow[] {
  return [
    {
      file: "pull-request.yml",
      name: "Pull request",
      trigger: "pull-request",
      on: { pull_request: { branches: [mainBranch] } },
      // Nothing here changes a stack, so that a newer push ends the checks of the older.
      concurrency: { group: "pull-request-${{ github.event.pull_request.number }}", "cancel-in-progress": true },
    },
    {
      file: "deploy.yml",
      name: "Deploy",
      trigger: "main",
      on: { push: { branches: [mainBranch] } },
      concurrency: undefined,
    },
    {
      file: "drift.yml",
      name: "Drift",
      trigger: "schedule",
      on: { schedule: [{ cron: `${driftTime.minute} ${driftTime.hour} * * *` }], workflow_dispatch: null },
      // Checks that wait behind a long deployment don't pile up.
      concurrency: { group: "drift", "cancel-in-progress": false },
    },
  ];
}

/** Each job asks for what it needs; by itself a workflow may do nothing. */
function written(pipeline: Pipeline, { name, trigger, on, concurrency }: Workflow): string {
  const jobs = jobsOf(pipeline, trigger).map((job) => [job.name, githubJob(pipeline, job, trigger)] as const);
  const workflow = { name, on, permissions: {}, concurrency, jobs: Object.fromEntries(jobs) };
  const header = GENERATED.map((line) => `# ${line}\n`).join("");
  return `${header}\n${withReleases(stringify(workflow, { lineWidth: 0, nullStr: "" }))}`;
}

/** Says of each commit of an action which release it is, for those who read and for tools that renew them. */
function withReleases(text: string): string {
  return Object.values(ACTIONS).reduce(
    (before, action) => before.replaceAll(usesOf(action), `${usesOf(action)} # ${action.release}`),
    text,
  );
}
