import { Type } from "@sinclair/typebox";
import { type Approval, statusOf } from "../../automation/approvals";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { localCaller } from "../caller";
import { answers, EnvironmentName } from "../schemas";
import type { ServiceServer } from "../server";

const Query = Type.Object({ environment: EnvironmentName }, { additionalProperties: false });

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100, pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$" }) });

const ApprovalAnswer = Type.Object(
  { id: Type.String(), environment: EnvironmentName, status: Type.String(), digest: Type.String() },
  { additionalProperties: true },
);

const Decision = Type.Object(
  {
    outcome: Type.Union([Type.Literal("approved"), Type.Literal("rejected"), Type.Literal("revoked")]),
    digest: Type.Optional(Type.String({ description: "Of what was looked at; not for `revoked`." })),
    comment: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);

/** Deployments that wait for somebody else's approval (SE-6). */
export function approvalRoutes(server: ServiceServer, { environments, now }: ServiceContext): void {
  const approvalsOf = async (environment: string) => {
    requiredEnvironment(environment, environments);
    return (await environments.kept(environment)).approvals;
  };
  server.get(
    "/api/deployment/approvals",
    {
      schema: {
        summary: "Deployments that wait for an approval",
        querystring: Query,
        response: answers({ 200: Type.Object({ approvals: Type.Array(ApprovalAnswer) }) }, 404),
      },
    },
    async ({ query: { environment } }) => {
      const pending = await (await approvalsOf(environment)).pending(environment);
      return { approvals: pending.map((approval) => told(approval, now())) };
    },
  );
  server.get(
    "/api/deployment/approvals/:id",
    {
      schema: {
        summary: "A request for an approval: exactly what would be deployed",
        querystring: Query,
        params: Id,
        response: answers({ 200: ApprovalAnswer }, 404),
      },
    },
    async ({ query: { environment }, params: { id } }) =>
      told(await (await approvalsOf(environment)).find(environment, id), now()),
  );
  server.post(
    "/api/deployment/approvals/:id",
    {
      schema: {
        summary: "Approves or rejects a request, or takes it back",
        querystring: Query,
        params: Id,
        body: Decision,
        response: answers({ 200: ApprovalAnswer }, 404),
      },
    },
    async ({ query: { environment }, params: { id }, body: { outcome, digest = "", comment } }) => {
      const approvals = await approvalsOf(environment);
      const by = localCaller();
      if (outcome === "revoked") await approvals.revoke(environment, id, by, comment);
      else await approvals.decide(environment, id, { outcome, digest, by, ...(comment !== undefined && { comment }) });
      return told(await approvals.find(environment, id), now());
    },
  );
}

function told(approval: Approval, now: Date) {
  const { request, decision, end } = approval;
  const { subject, ...facts } = request;
  return {
    ...facts,
    environment: subject.environment,
    status: statusOf(approval, now),
    subject: { ...subject, operations: subject.operations.map((operation) => ({ ...operation })) },
    ...(decision && { decision }),
    ...(end && { end }),
  };
}
