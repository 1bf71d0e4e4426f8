import { join } from "node:path";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { parse } from "yaml";
import { generatedFiles } from "../../ci/generated";
import { EXPECTED_JOBS, sorted, type Started } from "./support/expected-jobs";
import { canRunJobs, type GitlabJob, GitlabProject } from "./support/gitlab-ci-local";

const FILE = join(__dirname, "..", "..", ".gitlab-ci.yml");

/** GitLab documentation, "Predefined CI/CD variables reference". */
const PUSH = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main" };
const MERGE_REQUEST = { CI_PIPELINE_SOURCE: "merge_request_event", CI_PROJECT_ID: "1" };

const VARIABLES: Readonly<Record<Started, Readonly<Record<string, string>>>> = {
  "a pull request": { ...MERGE_REQUEST, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1" },
  "a fork's pull request": { ...MERGE_REQUEST, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "2" },
  "a merge into the main branch": PUSH,
  "the time of day": { ...PUSH, CI_PIPELINE_SOURCE: "schedule" },
};

interface Job {
  readonly interruptible?: boolean;
  readonly resource_group?: string;
  readonly environment?: { readonly name: string };
  readonly id_tokens?: unknown;
  readonly variables?: Readonly<Record<string, string>>;
}

describe("GitLab's pipeline, as gitlab-ci-local runs it", () => {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-gitlab-"));
  let project: GitlabProject;
  let jobsOf: Readonly<Record<Started, readonly GitlabJob[]>>;

  beforeAll(() => {
    project = new GitlabProject(directory, FILE);
    const listed = Object.entries(VARIABLES).map(([started, variables]) => [started, project.jobs(variables)] as const);
    jobsOf = Object.fromEntries(listed) as unknown as typeof jobsOf;
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it.each(Object.keys(EXPECTED_JOBS) as Started[])("starts for %s what belongs to it", (started) => {
    const jobs = jobsOf[started];

    expect(sorted(jobs.map(({ name }) => name))).toEqual(sorted(EXPECTED_JOBS[started]));
  });

  it("starts nothing for a push to another branch", () => {
    expect(project.jobs({ ...PUSH, CI_COMMIT_BRANCH: "feature" })).toEqual([]);
  });

  it("waits for somebody before production, and for nobody else", () => {
    const jobs = jobsOf["a merge into the main branch"];

    expect(jobs.filter(({ when }) => when === "manual").map(({ name }) => name)).toEqual(["deploy-production"]);
  });

  it("writes the comment also where a preview failed", () => {
    const jobs = jobsOf["a pull request"];

    expect(jobs.filter(({ when }) => when === "always").map(({ name }) => name)).toEqual(["comment"]);
  });

  // gitlab-ci-local copies the project with rsync; CI installs it.
  const itRuns = canRunJobs() ? it : it.skip;

  itRuns("runs the commands of a job in their order", () => {
    const said = project.runJob("policies", PUSH, { npm: 'echo "npm $*"' });
    const run = [...said.matchAll(/^policies +> (npm .*)$/gm)].map(([, line]) => line);

    expect(run).toEqual([
      "npm ci",
      "npm run preview -- development",
      "npm run preview -- staging",
      "npm run preview -- production",
    ]);
  });

  itRuns("gives a job the role of its environment, and the token in a file", () => {
    const said = project.runJob(
      "drift-staging",
      { ...VARIABLES["the time of day"], AWS_DRIFT_ROLE_STAGING: "arn:drift-staging", AWS_ID_TOKEN: "the-token" },
      { npm: 'echo "$AWS_ROLE_ARN $(cat "$AWS_WEB_IDENTITY_TOKEN_FILE") npm $*"' },
    );

    expect(said).toContain("arn:drift-staging the-token npm run drift -- staging --aws");
  });
});

describe("GitLab's pipeline", () => {
  const jobs = Object.entries(parse(generatedFiles()[".gitlab-ci.yml"] ?? "") as Readonly<Record<string, Job>>).filter(
    ([name]) => /^(lint|test|policies|comment|(preview|deploy|drift)-\w+)$/.test(name),
  );

  it("has every job", () => {
    expect(jobs).toHaveLength(13);
  });

  it.each(jobs)("%s holds its stack alone, and uncancelled, where it locks it", (name, job) => {
    const [, verb = "", environment = ""] = /^(\w+)-(\w+)$/.exec(name) ?? [];
    const isAlone = verb === "deploy" || verb === "drift";

    expect(job.resource_group).toBe(isAlone ? `stack-${environment}` : undefined);
    expect(job.interruptible).toBe(!isAlone);
    expect(job.environment?.name).toBe(verb === "deploy" ? environment : undefined);
  });

  it.each(jobs)("%s has a token for AWS only where it works there", (name, job) => {
    const isInCloud = name.includes("-");

    expect(job.id_tokens !== undefined).toBe(isInCloud);
    const [verb = "", environment = ""] = name.toUpperCase().split("-");
    expect(job.variables?.AWS_ROLE_ARN).toBe(isInCloud ? `$AWS_${verb}_ROLE_${environment}` : undefined);
    expect(job.variables?.PROOFPIX_AUDIT_BUCKET).toBe(isInCloud ? `$PROOFPIX_AUDIT_BUCKET_${environment}` : undefined);
  });
});
