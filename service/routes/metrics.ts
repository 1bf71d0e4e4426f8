import { Type } from "@sinclair/typebox";
import type { ServiceMetrics } from "../../automation/metrics/service-metrics";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { answers, EnvironmentName, Time } from "../schemas";
import type { ServiceServer } from "../server";
import { METRICS_VIEW, STATUS_VIEW, type StatusView } from "../views/refresh";

const Point = Type.Object({ at: Time, value: Type.Number({ description: "Percent of what its tasks reserve." }) });

const Metrics = Type.Object({
  environment: EnvironmentName,
  readAt: Type.Optional(Time),
  services: Type.Array(
    Type.Object({
      service: Type.String(),
      cpu: Type.Array(Point),
      memory: Type.Array(Point),
      running: Type.Optional(Type.Integer()),
      desired: Type.Optional(Type.Integer()),
    }),
  ),
});

/** What services use, against what they have. */
export function metricRoutes(server: ServiceServer, { environments, views }: ServiceContext): void {
  server.get(
    "/api/deployment/metrics",
    {
      schema: {
        summary: "CPU, memory and tasks of each service in the last hour, by the minute",
        querystring: Type.Object({ environment: EnvironmentName }, { additionalProperties: false }),
        response: answers({ 200: Metrics }, 404),
      },
    },
    async ({ query: { environment } }) => {
      requiredEnvironment(environment, environments);
      const [measured, status] = await Promise.all([
        views.find<readonly ServiceMetrics[]>(environment, METRICS_VIEW),
        views.find<StatusView>(environment, STATUS_VIEW),
      ]);
      const counts = status?.content.running?.services ?? [];
      return {
        environment,
        ...(measured && { readAt: measured.readAt }),
        services: (measured?.content ?? []).map(({ service, cpu, memory }) => {
          const count = counts.find(({ name }) => name === service);
          return {
            ...{ service, cpu: [...cpu], memory: [...memory] },
            ...(count && { running: count.running, desired: count.desired }),
          };
        }),
      };
    },
  );
}
