import { Type } from "@sinclair/typebox";
import type { ServiceContext } from "../app-context";
import { answers } from "../schemas";
import type { ServiceServer } from "../server";

/** What the service tells of itself. */
export function ownRoutes(server: ServiceServer, { environments }: ServiceContext): void {
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
  server.get("/api/deployment/openapi.json", { schema: { hide: true } }, () => server.swagger());
}
