import type { AuditOrigin } from "./entry";

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * From where something is done: the machine, and the run of GitHub Actions (GitHub Docs, "Variables reference"), GitLab
 * (GitLab Docs, "Predefined CI/CD variables reference") or Jenkins (Jenkins Handbook, "Using environment variables").
 */
export function originOf(variables: Variables, host: string): AuditOrigin {
  const run = gitHubRun(variables) ?? nonEmpty(variables.CI_JOB_URL) ?? nonEmpty(variables.BUILD_URL);
  return run === undefined ? { host } : { host, run };
}

function gitHubRun(variables: Variables): string | undefined {
  const [server, repository, run] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"].map((name) =>
    nonEmpty(variables[name]),
  );
  if (server === undefined || repository === undefined || run === undefined) return undefined;
  const attempt = nonEmpty(variables.GITHUB_RUN_ATTEMPT);
  const address = `${server}/${repository}/actions/runs/${run}`;
  return attempt === undefined ? address : `${address}/attempts/${attempt}`;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
