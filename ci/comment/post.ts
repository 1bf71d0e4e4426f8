import { UserError } from "../../tools/shared/user-error";
import type { CommentTarget } from "./comment-target";
import { MARKER } from "./preview-comment";

/** Whether the comment was made or changed. */
export type Posted = "created" | "updated";

/** A comment as both APIs give it. */
interface Comment {
  readonly id: number;
  readonly body: string | null;
}

/** How an API is asked: its addresses, its headers, and how a page leads to the next. */
interface CommentApi {
  readonly list: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly one: (id: number) => string;
  readonly update: "PATCH" | "PUT";
}

const PER_PAGE = 100;
/** More comments than that no pull request has; a server that leads in a circle ends there. */
const MOST_PAGES = 100;

/** Writes the comment: changes the one with the marker, or makes it. */
export async function postComment(target: CommentTarget, body: string, request: typeof fetch = fetch): Promise<Posted> {
  const api = apiOf(target);
  const known = await findComment(api, request);
  const [url, method] = known === undefined ? [api.list, "POST"] : [api.one(known.id), api.update];
  await ask(api, url, request, { method, body: JSON.stringify({ body }) });
  return known === undefined ? "created" : "updated";
}

/**
 * GitHub REST API, "Issue comments" (a pull request is an issue); GitLab REST API, "Notes API", "Merge requests".
 */
function apiOf(target: CommentTarget): CommentApi {
  const { kind, api, number, token } = target;
  if (kind === "github") {
    const issues = `${api}/repos/${target.repository}/issues`;
    return {
      list: `${issues}/${number}/comments`,
      one: (id) => `${issues}/comments/${id}`,
      update: "PATCH",
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
    };
  }
  const notes = `${api}/projects/${encodeURIComponent(target.project)}/merge_requests/${number}/notes`;
  return { list: notes, one: (id) => `${notes}/${id}`, update: "PUT", headers: { "private-token": token } };
}

async function findComment(api: CommentApi, request: typeof fetch): Promise<Comment | undefined> {
  let url: string | undefined = `${api.list}?per_page=${PER_PAGE}`;
  for (let page = 0; url !== undefined && page < MOST_PAGES; page++) {
    const answer: Response = await ask(api, url, request);
    const found = ((await answer.json()) as readonly Comment[]).find(({ body }) => body?.startsWith(MARKER));
    if (found !== undefined) return found;
    url = nextPage(answer, api.list);
  }
  return undefined;
}

/** Both lead on by the header `Link` (RFC 8288); another host gets no token. */
function nextPage(answer: Response, list: string): string | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
  return next !== undefined && new URL(next).origin === new URL(list).origin ? next : undefined;
}

async function ask(api: CommentApi, url: string, request: typeof fetch, init: RequestInit = {}): Promise<Response> {
  const headers = { ...api.headers, "content-type": "application/json", "user-agent": "proofpix" };
  const answer = await request(url, { ...init, headers, signal: AbortSignal.timeout(60_000) });
  if (answer.ok) return answer;
  const said = (await answer.text()).slice(0, 300);
  throw new UserError(
    `${init.method ?? "GET"} ${url} answered HTTP ${answer.status}: ${said}`,
    "Check that the token may comment on pull requests (docs/ci.md).",
  );
}
