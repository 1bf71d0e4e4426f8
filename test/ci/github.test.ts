import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parse } from "yaml";
import { generatedFiles } from "../../ci/generated";
import { actionlint, canBuildActionlint } from "./support/actionlint";
import { EXPECTED_JOBS, sorted, type Started } from "./support/expected-jobs";

const ROOT = join(__dirname, "..", "..");

interface WorkflowJob {
  readonly if?: string;
  readonly needs?: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

function workflow(name: string): Workflow {
  return parse(generatedFiles()[`.github/workflows/${name}.yml`] ?? "") as Workflow;
}

const [PULL_REQUEST, DEPLOY, DRIFT] = ["pull-request", "deploy", "drift"].map(workflow) as [
  Workflow,
  Workflow,
  Workflow,
];
const JOBS = [PULL_REQUEST, DEPLOY, DRIFT].flatMap(({ jobs }) => Object.entries(jobs));

/** The jobs that an event starts, by the conditions that GitHub would evaluate. */
function startedBy(started: Started): string[] {
  const isFork = started === "a fork's pull request";
  const event = {
    "a pull request": "pull_request",
    "a fork's pull request": "pull_request",
    "the time of day": "schedule",
  };
  const name = started === "a merge into the main branch" ? "push" : event[started];
  const workflows = [PULL_REQUEST, DEPLOY, DRIFT].filter(({ on }) => Object.hasOwn(on, name));
  return workflows
    .flatMap(({ jobs }) => Object.entries(jobs))
    .filter(([, job]) => !isFork || job.if?.includes("head.repo.full_name == github.repository") !== true)
    .map(([job]) => job);
}

// The linter is built from Go modules where Go is installed.
const where = canBuildActionlint() ? describe : describe.skip;

where("GitHub's workflows, as actionlint reads them", () => {
  const lint = (text: string) => {
    // `queue` came in May 2026, after this version: https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues
    const args = ["-ignore", 'unexpected key "queue" for "concurrency" section', "-no-color", "-"];
    const { status, stdout } = spawnSync(actionlint(), args, { input: text, cwd: ROOT, encoding: "utf8" });
    return { status, stdout };
  };

  it.each(Object.keys(generatedFiles()).filter((path) => path.startsWith(".github/")))("%s has no fault", (path) => {
    expect(lint(generatedFiles()[path] ?? "")).toEqual({ status: 0, stdout: "" });
  });

  it("are told where they have one", () => {
    const broken = (generatedFiles()[".github/workflows/deploy.yml"] ?? "").replace(
      "- deploy-staging",
      "- deploy-moon",
    );

    expect(lint(broken)).toMatchObject({ status: 1, stdout: expect.stringContaining("deploy-moon") as string });
  });
});

describe("GitHub's workflows", () => {
  it.each(Object.keys(EXPECTED_JOBS) as Started[])("start for %s what belongs to it", (started) => {
    expect(sorted(startedBy(started))).toEqual(sorted(EXPECTED_JOBS[started]));
  });

  it("deploy one environment after the other, and none before the checks", () => {
    expect(DEPLOY.jobs["deploy-development"]?.needs).toEqual(["lint", "test", "policies"]);
    expect(DEPLOY.jobs["deploy-staging"]?.needs).toEqual(["deploy-development"]);
    expect(DEPLOY.jobs["deploy-production"]?.needs).toEqual(["deploy-staging"]);
  });

  it("have deployments ask their environment, which may demand reviewers and gives the role", () => {
    const environments = Object.values(DEPLOY.jobs).flatMap(({ environment }) => environment ?? []);

    expect(environments).toEqual(["development", "staging", "production"]);
    expect(JSON.stringify([PULL_REQUEST, DRIFT])).not.toContain('"environment"');
  });

  it("refuse to deploy production from a commit that main has left behind", () => {
    const commands = DEPLOY.jobs["deploy-production"]?.steps.map(({ run }) => run);

    expect(commands?.[1]).toMatch(
      /^\[ "\$\(git ls-remote origin refs\/heads\/main \| cut -f1\)" = "\$GITHUB_SHA" \] \|\|/,
    );
  });

  const alone = JOBS.filter(([name]) => /^(deploy|drift)-/.test(name));

  it.each(alone)("%s waits for its stack, and is never cancelled", (name, { concurrency }) => {
    const environment = name.replace(/^\w+-/, "");

    expect(concurrency).toEqual({ group: `stack-${environment}`, "cancel-in-progress": false, queue: "max" });
  });

  it("cancel only what changes no stack", () => {
    expect(PULL_REQUEST.concurrency).toMatchObject({ "cancel-in-progress": true });
    expect([DEPLOY.concurrency, DRIFT.concurrency?.["cancel-in-progress"]]).toEqual([undefined, false]);
    expect(Object.values(PULL_REQUEST.jobs).filter(({ concurrency }) => concurrency !== undefined)).toEqual([]);
  });

  it("may by themselves do nothing", () => {
    expect([PULL_REQUEST, DEPLOY, DRIFT].map(({ permissions }) => permissions)).toEqual([{}, {}, {}]);
  });

  it.each(JOBS)("%s has no more than it needs", (name, { permissions, env, steps }) => {
    const isInCloud = /^(deploy|drift|preview)-/.test(name);
    const roles = steps.flatMap((step) => step.with?.["role-to-assume"] ?? []);
    const role = name.replace(/-.*/, "").toUpperCase();
    const environment = name.replace(/^\w+-/, "").toUpperCase();

    expect(permissions).toEqual({
      contents: "read",
      ...(isInCloud && { "id-token": "write" }),
      ...(name === "comment" && { "pull-requests": "write" }),
    });
    expect(roles).toEqual(isInCloud ? [`\${{ vars.AWS_${role}_ROLE_${environment} }}`] : []);
    expect(Object.values(env ?? {}).filter((value) => value.includes("token"))).toHaveLength(
      name === "comment" ? 1 : 0,
    );
  });

  it("pin each action to a commit", () => {
    const used = new Set(JOBS.flatMap(([, { steps }]) => steps.flatMap(({ uses }) => uses ?? [])));

    expect(used.size).toBe(5);
    expect([...used].filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  it("run with no secret, and nothing of the event as a command", () => {
    const text = Object.values(generatedFiles()).join("\n");
    const commands = JOBS.flatMap(([, { steps }]) => steps.flatMap(({ run }) => run ?? []));

    expect(text).not.toContain("secrets.");
    expect(commands.filter((command) => command.includes("${{"))).toEqual([]);
  });
});
