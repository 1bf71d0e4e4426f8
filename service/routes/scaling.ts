import { Type } from "@sinclair/typebox";
import type { ScalingEvent } from "../../automation/scaling/activity";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { answers, EnvironmentName, Time } from "../schemas";
import type { ServiceServer } from "../server";
import { SCALING_VIEW } from "../views/refresh";

const Query = Type.Object(
  {
    environment: EnvironmentName,
    service: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  },
  { additionalProperties: false },
);

const History = Type.Object({
  environment: EnvironmentName,
  readAt: Type.Optional(Time),
  events: Type.Array(Type.Object({ id: Type.String(), startedAt: Type.String() }, { additionalProperties: true })),
  older: Type.Integer({ description: "How many older ones there are." }),
});

/** What scaled, and why (SC-11). */
export function scalingRoutes(server: ServiceServer, { environments, views }: ServiceContext): void {
  server.get(
    "/api/deployment/scaling/history",
    {
      schema: {
        summary: "What scaled an environment: AWS's activities, and scalings by hand",
        querystring: Query,
        response: answers({ 200: History }, 404),
      },
    },
    async ({ query: { environment, service, limit = 100 } }) => {
      requiredEnvironment(environment, environments);
      const view = await views.find<readonly ScalingEvent[]>(environment, SCALING_VIEW);
      const events = (view?.content ?? []).filter(({ subject }) => service === undefined || subject === service);
      return {
        environment,
        ...(view !== undefined && { readAt: view.readAt }),
        events: events.slice(0, limit).map((event) => ({ ...event })),
        older: Math.max(0, events.length - limit),
      };
    },
  );
}
