import { Type } from "@sinclair/typebox";
import type { IndexedDeployment } from "../deployments/deployment-index";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { publicRecord } from "../deployments/public-record";
import { ServiceProblem } from "../problems/service-problem";
import type { Run } from "../runs/run";
import { answers, EnvironmentName, ID, Time } from "../schemas";
import type { ServiceServer } from "../server";
import { cursorIn, cursorText } from "./cursor";

const Deployment = Type.Object(
  {
    environment: EnvironmentName,
    name: Type.String({ description: "Its id, or `update <version>` for one of plain `pulumi`." }),
    kind: Type.String(),
    status: Type.String(),
    startedAt: Time,
    endedAt: Type.Optional(Time),
  },
  { additionalProperties: true },
);

const STATUSES = ["running", "succeeded", "rolled-back", "failed", "refused", "interrupted"] as const;
const KINDS = ["deploy", "rollback", "scale", "configure", "repair"] as const;

const Query = Type.Object(
  {
    environment: Type.Optional(EnvironmentName),
    status: Type.Optional(Type.Union(STATUSES.map((status) => Type.Literal(status)))),
    kind: Type.Optional(Type.Union(KINDS.map((kind) => Type.Literal(kind)))),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(
      Type.String({ maxLength: 300, pattern: "^[A-Za-z0-9_-]*$", description: "`next` of the page before." }),
    ),
  },
  { additionalProperties: false },
);

const Page = Type.Object({
  deployments: Type.Array(Deployment),
  next: Type.Optional(Type.String({ description: "Cursor of the next page; left out on the last." })),
});

/** What was deployed when, by whom, and how it ended. */
export function deploymentRoutes(server: ServiceServer, context: ServiceContext): void {
  server.get(
    "/api/deployment/deployments",
    { schema: { summary: "The history, newest first", querystring: Query, response: answers({ 200: Page }, 404) } },
    async ({ query: { cursor, limit = 50, ...query } }) => {
      if (query.environment !== undefined) requiredEnvironment(query.environment, context.environments);
      const before = cursor === undefined ? undefined : cursorIn(cursor);
      const found = await context.index.list({ ...query, limit: limit + 1, ...(before !== undefined && { before }) });
      return pageOf(found, limit);
    },
  );
  server.get(
    "/api/deployment/deployments/:id",
    {
      schema: {
        summary: "A deployment: its steps, verification and differences",
        params: Type.Object({ id: Type.String(ID) }),
        querystring: Type.Object({ environment: Type.Optional(EnvironmentName) }, { additionalProperties: false }),
        response: answers({ 200: Type.Object({ id: Type.String() }, { additionalProperties: true }) }, 404),
      },
    },
    async ({ params: { id }, query: { environment } }) => details(id, environment, context),
  );
}

function pageOf(found: readonly IndexedDeployment[], limit: number) {
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    deployments: shown.map((deployment) => ({ ...deployment })),
    ...(last !== undefined && { next: cursorText({ startedAt: last.startedAt, id: last.name }) }),
  };
}

async function details(id: string, environment: string | undefined, context: ServiceContext) {
  const [run, indexed] = await Promise.all([context.runStore.find(id), context.index.find(id)]);
  const release = indexed.find((each) => environment === undefined || each.environment === environment);
  const place = run?.environment ?? release?.environment;
  if (place === undefined) throw noSuchDeployment(id);
  const { store } = await context.environments.kept(place);
  const record = await store.find(place, id);
  return { ...release, ...(run && runPart(run)), ...(record && publicRecord(record)), id };
}

function runPart({ environment, kind, status, requestedBy, acceptedAt, endedAt, problem }: Run) {
  return {
    ...{ environment, kind, status, requestedBy, acceptedAt },
    ...(endedAt !== undefined && { endedAt }),
    ...(problem !== undefined && { problem }),
  };
}

function noSuchDeployment(id: string): ServiceProblem {
  return new ServiceProblem(
    "no-such-deployment",
    404,
    `there is no deployment ${JSON.stringify(id)}`,
    "See the history: /api/deployment/deployments.",
  );
}
