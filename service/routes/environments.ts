import { Type } from "@sinclair/typebox";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { healthProblems } from "../health/health-spans";
import { answers, EnvironmentName, Time } from "../schemas";
import type { ServiceServer } from "../server";
import { STATUS_VIEW, type StatusView } from "../views/refresh";

const Environment = Type.Object({
  name: EnvironmentName,
  kind: Type.String({ description: "development, staging or production." }),
  readAt: Type.Optional(Time),
  status: Type.Optional(Type.Unknown({ description: "What runs, the last deployment, drift, pending approvals." })),
  underWay: Type.Optional(Type.String({ description: "Id of the deployment that is under way." })),
});

/** What runs where, and how well. */
export function environmentRoutes(server: ServiceServer, context: ServiceContext): void {
  server.get(
    "/api/deployment/environments",
    {
      schema: {
        summary: "Every environment: what runs there, and how it stands",
        response: answers({ 200: Type.Object({ environments: Type.Array(Environment) }) }),
      },
    },
    async () => ({ environments: await overview(context) }),
  );
  server.get(
    "/api/deployment/health",
    {
      schema: {
        summary: "The health of an environment: services, endpoints, alarms",
        querystring: Type.Object({ environment: EnvironmentName }, { additionalProperties: false }),
        response: answers(
          {
            200: Type.Object({
              environment: EnvironmentName,
              readAt: Type.Optional(Time),
              isHealthy: Type.Optional(Type.Boolean()),
              problems: Type.Optional(Type.Array(Type.String())),
              running: Type.Optional(Type.Unknown()),
            }),
          },
          404,
        ),
      },
    },
    async ({ query: { environment } }) => healthOf(environment, context),
  );
}

async function overview({ environments, views, runStore }: ServiceContext) {
  const [kept, open] = await Promise.all([views.all<StatusView>(STATUS_VIEW), runStore.open()]);
  return environments.all().map(({ name, kind }) => {
    const view = kept.find(({ environment }) => environment === name);
    const run = open.find(({ environment }) => environment === name);
    return {
      ...{ name, kind },
      ...(view !== undefined && { readAt: view.readAt, status: view.content }),
      ...(run !== undefined && { underWay: run.id }),
    };
  });
}

async function healthOf(environment: string, { environments, views }: ServiceContext) {
  requiredEnvironment(environment, environments);
  const view = await views.find<StatusView>(environment, STATUS_VIEW);
  if (view?.content.running === undefined) return { environment };
  const { running } = view.content;
  const problems = healthProblems(running);
  return { environment, readAt: view.readAt, isHealthy: problems.length === 0, problems: [...problems], running };
}
