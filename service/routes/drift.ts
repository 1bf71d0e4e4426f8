import { Type } from "@sinclair/typebox";
import { repairDrift } from "../../automation/drift/repair";
import { deploy } from "../../automation/pipeline/deploy";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { answers, EnvironmentName, Reason, Time } from "../schemas";
import type { ServiceServer } from "../server";
import { Accepted, accepted, KeyHeader } from "./runs";

const Drift = Type.Object({
  environment: EnvironmentName,
  checkedAt: Type.Optional(Time),
  drifted: Type.Optional(Type.Array(Type.Object({}, { additionalProperties: true }))),
});

const Repair = Type.Object(
  { environment: EnvironmentName, reason: Type.Optional(Reason) },
  { additionalProperties: false },
);

/** What somebody changed past the deployments. */
export function driftRoutes(server: ServiceServer, context: ServiceContext): void {
  server.get(
    "/api/deployment/drift",
    {
      schema: {
        summary: "What the last look for drift found",
        querystring: Type.Object({ environment: EnvironmentName }, { additionalProperties: false }),
        response: answers({ 200: Drift }, 404),
      },
    },
    ({ query: { environment } }) => {
      requiredEnvironment(environment, context.environments);
      const check = context.environments.lastDrift(environment);
      if (check === undefined) return { environment };
      return { environment, checkedAt: check.checkedAt, drifted: check.drifted.map((each) => ({ ...each })) };
    },
  );
  server.post(
    "/api/deployment/drift/repair",
    {
      schema: {
        summary: "Deploys what is deployed again, which undoes drift",
        headers: KeyHeader,
        body: Repair,
        response: answers({ 202: Accepted }, 404, 409, 422),
      },
    },
    async (request, reply) => {
      const { reason } = request.body;
      const answer = await accepted(
        request,
        "repair",
        request.body,
        (opened, id) =>
          repairDrift({ ...(reason !== undefined && { reason }) }, (asked) => deploy({ ...asked, id }, opened), opened),
        context,
      );
      return reply.status(202).send(answer);
    },
  );
}
