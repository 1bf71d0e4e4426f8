import { Type } from "@sinclair/typebox";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { answers, EnvironmentName } from "../schemas";
import type { ServiceServer } from "../server";

const Query = Type.Object(
  {
    environment: EnvironmentName,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    before: Type.Optional(Type.Integer({ minimum: 1, description: "`sequence` at which the page before ended." })),
  },
  { additionalProperties: false },
);

const Trail = Type.Object({
  entries: Type.Array(Type.Object({ sequence: Type.Integer() }, { additionalProperties: true })),
  next: Type.Optional(Type.Integer({ description: "`before` of the next page; left out on the last." })),
});

const Verification = Type.Object({ isIntact: Type.Boolean(), entries: Type.Integer() }, { additionalProperties: true });

/** Who did what (SE-5). */
export function auditRoutes(server: ServiceServer, { environments }: ServiceContext): void {
  const trailOf = async (environment: string) => {
    requiredEnvironment(environment, environments);
    return (await environments.kept(environment)).audit;
  };
  server.get(
    "/api/deployment/audit",
    {
      schema: {
        summary: "The audit trail of an environment, newest first",
        querystring: Query,
        response: answers({ 200: Trail }, 404),
      },
    },
    async ({ query: { environment, limit = 100, before = Infinity } }) => {
      const all = await (await trailOf(environment)).entries();
      const own = all.filter(({ what, sequence }) => what.environment === environment && sequence < before).reverse();
      const entries = own.slice(0, limit);
      const last = own.length > limit ? entries.at(-1) : undefined;
      return { entries: entries.map((entry) => ({ ...entry })), ...(last && { next: last.sequence }) };
    },
  );
  server.get(
    "/api/deployment/audit/verification",
    {
      schema: {
        summary: "Whether the audit trail is as it was written",
        querystring: Type.Object({ environment: EnvironmentName }, { additionalProperties: false }),
        response: answers({ 200: Verification }, 404),
      },
    },
    async ({ query: { environment } }) => ({ ...(await (await trailOf(environment)).verify()) }),
  );
}
