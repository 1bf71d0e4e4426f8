import { type CommentTarget, commentTarget, runUrlOf } from "../../../ci/comment/comment-target";
import { postComment } from "../../../ci/comment/post";
import { MARKER } from "../../../ci/comment/preview-comment";
import { type FakeComment, type Forge, GITHUB, GITLAB, startForge } from "../support/forge";

const BODY = `${MARKER}\nnew`;

function others(count: number): FakeComment[] {
  return Array.from({ length: count }, (_, place) => ({ id: place + 1, body: `words ${place}, not ${MARKER}` }));
}

const FORGES = [
  [
    "github",
    GITHUB,
    (api: string): CommentTarget => ({
      kind: "github",
      api,
      repository: "proofpix/infrastructure",
      number: "7",
      token: "the-token",
    }),
  ],
  [
    "gitlab",
    GITLAB,
    (api: string): CommentTarget => ({ kind: "gitlab", api, project: "42", number: "7", token: "the-token" }),
  ],
] as const;

describe.each(FORGES)("a comment on %s", (_, manners, targetAt) => {
  let forge: Forge;

  afterEach(() => forge.close());

  it("is made where there is none", async () => {
    forge = await startForge(manners, others(3));

    expect(await postComment(targetAt(forge.url), BODY)).toBe("created");
    expect(forge.comments.at(-1)?.body).toBe(BODY);
    expect(forge.comments).toHaveLength(4);
  });

  it("is one, however often it is written", async () => {
    forge = await startForge(manners, others(1));
    const outcomes = [];
    for (const body of [BODY, `${BODY}er`, `${BODY}est`]) outcomes.push(await postComment(targetAt(forge.url), body));

    expect(outcomes).toEqual(["created", "updated", "updated"]);
    expect(forge.comments.map(({ body }) => body)).toEqual([others(1)[0]?.body, `${BODY}est`]);
  });

  it("is found on any page", async () => {
    forge = await startForge(manners, [...others(250), { id: 999, body: `${MARKER}\nold` }, ...others(0)]);

    expect(await postComment(targetAt(forge.url), BODY)).toBe("updated");
    expect(forge.comments.at(-1)).toEqual({ id: 999, body: BODY });
    expect(forge.requests.map((request) => request.split("?")[1] ?? request)).toEqual([
      "per_page=100",
      "per_page=100&page=2",
      "per_page=100&page=3",
      `${manners.update} ${manners.one("999")}`,
    ]);
  });

  it("fails with what the server says, and without the token", async () => {
    forge = await startForge(manners, []);
    const refused = postComment({ ...targetAt(forge.url), token: "a-wrong-one" }, BODY);

    await expect(refused).rejects.toThrow('answered HTTP 401: {"message":"Bad credentials"}');
    await expect(refused).rejects.not.toThrow("a-wrong-one");
    await expect(refused).rejects.toMatchObject({ nextStep: expect.stringContaining("docs/ci.md") as string });
  });
});

it("gives its token to no other host that a page leads to", async () => {
  const asked: string[] = [];
  const request = (url: string | URL | Request): Promise<Response> => {
    asked.push(url instanceof Request ? url.url : String(url));
    const link = '<https://elsewhere.example/comments?page=2>; rel="next"';
    return Promise.resolve(Response.json([], { headers: { link } }));
  };
  await postComment(FORGES[0][2]("https://api.github.com"), BODY, request);

  expect(asked.map((url) => new URL(url).host)).toEqual(["api.github.com", "api.github.com"]);
});

describe("the place of a comment", () => {
  it.each([
    [
      "a pull request in GitHub Actions",
      {
        GITHUB_API_URL: "https://github.example.com/api/v3",
        GITHUB_REPOSITORY: "a/b",
        GITHUB_REF: "refs/pull/12/merge",
        GITHUB_TOKEN: "t",
      },
      { kind: "github", api: "https://github.example.com/api/v3", repository: "a/b", number: "12", token: "t" },
    ],
    [
      "a merge request in GitLab CI",
      { CI_API_V4_URL: "https://gitlab.com/api/v4", CI_PROJECT_ID: "42", CI_MERGE_REQUEST_IID: "3", GITLAB_TOKEN: "t" },
      { kind: "gitlab", api: "https://gitlab.com/api/v4", project: "42", number: "3", token: "t" },
    ],
    [
      "a pull request that Jenkins builds",
      { GITHUB_REPOSITORY: "a/b", CHANGE_ID: "5", GITHUB_TOKEN: "t" },
      { kind: "github", api: "https://api.github.com", repository: "a/b", number: "5", token: "t" },
    ],
    ["a push", { GITHUB_REPOSITORY: "a/b", GITHUB_REF: "refs/heads/main", GITHUB_TOKEN: "t" }, undefined],
    ["a pull request without a token", { GITHUB_REPOSITORY: "a/b", GITHUB_REF: "refs/pull/12/merge" }, undefined],
    ["a laptop", {}, undefined],
  ])("for %s", (_, variables, expected) => {
    expect(commentTarget(variables)).toEqual(expected);
  });

  it.each([
    [
      { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "a/b", GITHUB_RUN_ID: "1" },
      "https://github.com/a/b/actions/runs/1",
    ],
    [{ CI_PIPELINE_URL: "https://gitlab.com/a/b/-/pipelines/2" }, "https://gitlab.com/a/b/-/pipelines/2"],
    [{ BUILD_URL: "https://jenkins.example.com/job/3/" }, "https://jenkins.example.com/job/3/"],
    [{}, undefined],
  ])("leads to the run: %j", (variables, expected) => {
    expect(runUrlOf(variables)).toBe(expected);
  });
});
