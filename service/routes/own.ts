import { Type } from "@sinclair/typebox";
import type { ServiceContext } from "../app-context";
import { ServiceMetrics } from "../metrics";
import { answers } from "../schemas";
import type { ServiceServer } from "../server";

/** What the service tells of itself. */
export function ownRoutes(server: ServiceServer, { environments, runStore }: ServiceContext): void {
  const metrics = new ServiceMetrics(() => runStore.open());
  server.addHook("onResponse", (request, reply, done) => {
    metrics.answered(request, reply);
    done();
  });
  server.get(
    "/health",
    {
      schema: {
        summary: "Whether the service answers",
        response: answers({ 200: Type.Object({ status: Type.Literal("ok"), environments: Type.Integer() }) }),
      },
    },
    () => ({ status: "ok" as const, environments: environments.all().length }),
  );
  server.get("/metrics", { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
  server.get("/api/deployment/openapi.json", { schema: { hide: true } }, () => server.swagger());
}
