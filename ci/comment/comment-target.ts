/** A pull request on GitHub, or a merge request on GitLab, and how its comments are reached. */
export type CommentTarget =
  | {
      readonly kind: "github";
      /** Such as `https://api.github.com`. */
      readonly api: string;
      /** Owner and name. */
      readonly repository: string;
      readonly number: string;
      readonly token: string;
    }
  | {
      readonly kind: "gitlab";
      /** Such as `https://gitlab.com/api/v4`. */
      readonly api: string;
      readonly project: string;
      readonly number: string;
      readonly token: string;
    };

type Variables = Readonly<Record<string, string | undefined>>;

const GITHUB_API = "https://api.github.com";

/**
 * Where the comment of a run belongs, by the variables of GitHub Actions, GitLab CI or Jenkins; undefined where the run
 * isn't for a pull request, or may not comment on it.
 */
export function commentTarget(variables: Variables): CommentTarget | undefined {
  return onGitlab(variables) ?? onGithub(variables);
}

/** GitLab documentation, "Predefined CI/CD variables reference". A job's own token may not comment. */
function onGitlab(variables: Variables): CommentTarget | undefined {
  const { CI_API_V4_URL: api, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: number, GITLAB_TOKEN: token } = variables;
  return api && project && number && token ? { kind: "gitlab", api, project, number, token } : undefined;
}

/**
 * GitHub documentation, "Variables reference". A multibranch project of Jenkins names the pull request in `CHANGE_ID`.
 */
function onGithub(variables: Variables): CommentTarget | undefined {
  const { GITHUB_API_URL: api = GITHUB_API, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token } = variables;
  const number = /^refs\/pull\/(\d+)\/merge$/.exec(variables.GITHUB_REF ?? "")?.[1] ?? variables.CHANGE_ID;
  return repository && number && token ? { kind: "github", api, repository, number, token } : undefined;
}

/** The address of the run, for a link. */
export function runUrlOf(variables: Variables): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = variables;
  if (server && repository && run) return `${server}/${repository}/actions/runs/${run}`;
  return variables.CI_PIPELINE_URL ?? variables.BUILD_URL;
}

/** The commit that the pull request proposes; on GitHub the event has it, since the run is on a merge of it. */
export function commitOf(variables: Variables): string | undefined {
  return variables.PULL_REQUEST_COMMIT ?? variables.CI_COMMIT_SHA ?? variables.GIT_COMMIT;
}
