import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment on the fake. */
export interface FakeComment {
  readonly id: number;
  body: string;
}

export interface Forge {
  readonly url: string;
  readonly comments: FakeComment[];
  /** Method and address of each request. */
  readonly requests: string[];
  readonly close: () => Promise<void>;
}

/** How GitHub and GitLab differ. */
interface Manners {
  readonly list: string;
  readonly one: (id: string) => string;
  readonly update: string;
  readonly isAllowed: (request: IncomingMessage) => boolean;
  readonly longest: number;
}

/** GitHub REST API, "Issue comments": the oldest first, at most 100 on a page, the next page in `Link`. */
export const GITHUB: Manners = {
  list: "/repos/proofpix/infrastructure/issues/7/comments",
  one: (id) => `/repos/proofpix/infrastructure/issues/comments/${id}`,
  update: "PATCH",
  isAllowed: ({ headers }) => headers.authorization === "Bearer the-token",
  longest: 65_536,
};

/** GitLab REST API, "Notes", "Merge requests"; "Pagination". */
export const GITLAB: Manners = {
  list: "/projects/42/merge_requests/7/notes",
  one: (id) => `/projects/42/merge_requests/7/notes/${id}`,
  update: "PUT",
  isAllowed: ({ headers }) => headers["private-token"] === "the-token",
  longest: 1_000_000,
};

/** A server on this machine with comments of one pull request. */
export async function startForge(manners: Manners, comments: FakeComment[]): Promise<Forge> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const url = new URL(request.url ?? "", `http://${request.headers.host ?? ""}`);
      requests.push(`${request.method ?? ""} ${url.pathname}${url.search}`);
      const { status, body, link } = manners.isAllowed(request)
        ? answer(manners, comments, request.method ?? "", url, text)
        : { status: 401, body: { message: "Bad credentials" }, link: undefined };
      response.writeHead(status, { "content-type": "application/json", ...(link !== undefined && { link }) });
      response.end(JSON.stringify(body));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { url, comments, requests, close };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly link?: string;
}

function answer(manners: Manners, comments: FakeComment[], method: string, url: URL, text: string): Answer {
  if (method === "GET" && url.pathname === manners.list) return pageOf(comments, url);
  const { body = "" } = JSON.parse(text || "{}") as { readonly body?: string };
  if (body.length > manners.longest) return { status: 422, body: { message: "Validation Failed" } };
  return written(manners, comments, method, url.pathname, body);
}

function written(
  { list, one, update }: Manners,
  comments: FakeComment[],
  method: string,
  path: string,
  body: string,
): Answer {
  if (method === "POST" && path === list) {
    const made = { id: comments.length + 1000, body };
    comments.push(made);
    return { status: 201, body: made };
  }
  const known = comments.find(({ id }) => path === one(String(id)));
  if (method !== update || known === undefined) return { status: 404, body: { message: "Not Found" } };
  known.body = body;
  return { status: 200, body: known };
}

function pageOf(comments: readonly FakeComment[], url: URL): Answer {
  const [size, page] = ["per_page", "page"].map((name) => Number(url.searchParams.get(name) ?? 0));
  const [perPage, place] = [Math.min(size || 30, 100), (page || 1) - 1];
  const next = new URL(url);
  next.searchParams.set("page", String(place + 2));
  const isLast = (place + 1) * perPage >= comments.length;
  const body = comments.slice(place * perPage, (place + 1) * perPage);
  return { status: 200, body, ...(!isLast && { link: `<${next.href}>; rel="next", <${url.href}>; rel="last"` }) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}
