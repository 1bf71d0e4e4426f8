import { Type, type Static } from "@sinclair/typebox";
import type { FastifyRequest } from "fastify";
import { applyDependencies } from "../../automation/pipeline/apply-dependencies";
import { deploy } from "../../automation/pipeline/deploy";
import { rollback } from "../../automation/rollback/rollback";
import { scaleService } from "../../automation/scaling/scale";
import { setBounds } from "../../automation/scaling/set-bounds";
import { digestOf } from "../../automation/shared/digest";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { localCaller } from "../caller";
import { ServiceProblem } from "../problems/service-problem";
import type { Run, RunKind } from "../runs/run";
import type { KeyUse } from "../runs/run-store";
import type { RunWork } from "../runs/runs";
import { answers, EnvironmentName, Reason, Time } from "../schemas";
import type { ServiceServer } from "../server";

export const Accepted = Type.Object({
  id: Type.String({ description: "Id of the deployment." }),
  environment: EnvironmentName,
  kind: Type.String(),
  status: Type.String({ description: "`accepted`, or how it stands where it was accepted before." }),
  acceptedAt: Time,
  location: Type.String({ description: "Where the deployment is." }),
});

const MayDestroy = Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
  maxItems: 50,
  description: "Names or URNs of resources that hold data and may be deleted or replaced.",
});

const Deploy = Type.Object(
  {
    environment: EnvironmentName,
    image: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: "Reference of the image, by tag or digest." }),
    ),
    reason: Type.Optional(Reason),
    approval: Type.Optional(Type.String({ maxLength: 100, description: "Id of the approval under which it runs." })),
    mayDestroy: Type.Optional(MayDestroy),
  },
  { additionalProperties: false },
);

const Rollback = Type.Object(
  {
    environment: EnvironmentName,
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "Id of the deployment to return to." })),
    steps: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: "So many verified deployments back." }),
    ),
    isEmergency: Type.Optional(Type.Boolean({ description: "As fast as can be: configuration and image alone." })),
    configurationOnly: Type.Optional(Type.Boolean({ description: "Configuration and image alone." })),
    mayDestroy: Type.Optional(MayDestroy),
    reason: Type.Optional(Reason),
  },
  { additionalProperties: false },
);

const Scale = Type.Object(
  {
    environment: EnvironmentName,
    service: Type.String({ minLength: 1, maxLength: 100, description: "Name of the service in the configuration." }),
    count: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000, description: "So many tasks, from now on." })),
    minInstances: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    maxInstances: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    reason: Type.Optional(Reason),
  },
  { additionalProperties: false },
);

export const KeyHeader = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "The same key and request are accepted once, however often they are sent.",
    }),
  ),
});

/** What changes environments: each is accepted at once, and goes on in the background. */
export function runRoutes(server: ServiceServer, context: ServiceContext): void {
  const response = answers({ 202: Accepted }, 404, 409, 422);
  server.post(
    "/api/deployment/deploy",
    { schema: { summary: "Deploys an environment in eight steps", headers: KeyHeader, body: Deploy, response } },
    async (request, reply) =>
      reply.status(202).send(await accepted(request, "deploy", request.body, deployment(request.body), context)),
  );
  server.post(
    "/api/deployment/rollback",
    { schema: { summary: "Returns to an earlier release", headers: KeyHeader, body: Rollback, response } },
    async (request, reply) => {
      requireOneDestination(request.body);
      return reply
        .status(202)
        .send(await accepted(request, "rollback", request.body, returning(request.body), context));
    },
  );
  server.post(
    "/api/deployment/scale",
    { schema: { summary: "Scales a service by hand", headers: KeyHeader, body: Scale, response } },
    async (request, reply) => {
      requireOneWay(request.body);
      return reply
        .status(202)
        .send(await accepted(request, "scale", request.body, scaling(request.body, context), context));
    },
  );
}

/** Accepts what a request asks for. */
export async function accepted(
  request: FastifyRequest,
  kind: RunKind,
  asked: { readonly environment: string } & Readonly<Record<string, unknown>>,
  work: RunWork,
  { environments, runs }: Pick<ServiceContext, "environments" | "runs">,
): Promise<Static<typeof Accepted>> {
  const { environment, ...rest } = asked;
  requiredEnvironment(environment, environments);
  const requestedBy = localCaller();
  const key = keyUse(request, requestedBy.who, { kind, ...asked });
  const run = await runs.accept(
    { environment, kind, request: rest, requestedBy, ...(key !== undefined && { key }) },
    work,
  );
  return acceptedRun(run);
}

function acceptedRun({ id, environment, kind, status, acceptedAt }: Run): Static<typeof Accepted> {
  return { id, environment, kind, status, acceptedAt, location: `/api/deployment/deployments/${id}` };
}

function keyUse(request: FastifyRequest, who: string, asked: object): KeyUse | undefined {
  const name = request.headers["idempotency-key"];
  if (typeof name !== "string") return undefined;
  return { who, name, digest: digestOf(JSON.parse(JSON.stringify(asked)) as Record<string, string>) };
}

function deployment({ image, reason, approval, mayDestroy }: Static<typeof Deploy>): RunWork {
  return (context, id) => deploy({ id, image, reason, approval, mayDestroy }, context);
}

function returning({
  to,
  steps = 1,
  isEmergency,
  configurationOnly,
  mayDestroy,
  reason,
}: Static<typeof Rollback>): RunWork {
  const destination = to === undefined ? { steps } : { to };
  const request = { destination, isEmergency, configurationOnly, mayDestroy, reason };
  return async (context, id) => (await rollback({ id, ...request }, context)).record;
}

function scaling(body: Static<typeof Scale>, { environments }: Pick<ServiceContext, "environments">): RunWork {
  const { service, count, minInstances, maxInstances, reason } = body;
  return async (context, id) => {
    if (count !== undefined) return scaleService({ id, service, count, reason }, context);
    const applying = applyDependencies(environments.validate, context, true);
    return (await setBounds({ id, service, minInstances, maxInstances, reason }, applying, context)).deployment;
  };
}
function requireOneWay({ count, minInstances, maxInstances }: Static<typeof Scale>): void {
  const hasBounds = minInstances !== undefined || maxInstances !== undefined;
  if (hasBounds !== (count !== undefined)) return;
  throw new ServiceProblem(
    "request-invalid",
    400,
    hasBounds ? "a count and bounds are two things" : "nothing says how to scale",
    "Give `count`, or `minInstances` and `maxInstances` or one of them.",
  );
}

function requireOneDestination({ to, steps }: Static<typeof Rollback>): void {
  if (to === undefined || steps === undefined) return;
  throw new ServiceProblem("request-invalid", 400, "`to` and `steps` say two things", "Give one of them.");
}
