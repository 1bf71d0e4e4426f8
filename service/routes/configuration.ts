import { Type } from "@sinclair/typebox";
import { applyConfiguration } from "../../automation/configuration/apply";
import { requireValid } from "../../automation/configuration/validation";
import { applyDependencies } from "../../automation/pipeline/apply-dependencies";
import { sha256 } from "../../automation/shared/digest";
import { requiredEnvironment, type ServiceContext } from "../app-context";
import { restored, unknownPlaceholders, withheld } from "../configuration/withheld";
import { ServiceProblem } from "../problems/service-problem";
import type { RunWork } from "../runs/runs";
import { answers, EnvironmentName, Reason } from "../schemas";
import type { ServiceServer } from "../server";
import { Accepted, accepted, KeyHeader } from "./runs";

const Query = Type.Object({ environment: EnvironmentName }, { additionalProperties: false });

const Configuration = Type.Object({
  environment: EnvironmentName,
  text: Type.String({ description: "The file's text. In place of each ciphertext stands a word, `withheld-…`." }),
});

const Change = Type.Object(
  {
    text: Type.String({
      maxLength: 500_000,
      description: "The whole text, with the words that stand for ciphertexts.",
    }),
    reason: Type.Optional(Reason),
    deploys: Type.Optional(Type.Boolean({ default: true, description: "Whether it is deployed, or only written." })),
  },
  { additionalProperties: false },
);

const Precondition = Type.Intersect([
  KeyHeader,
  Type.Object({
    "if-match": Type.Optional(Type.String({ maxLength: 100, description: "`ETag` of the text that was edited." })),
  }),
]);

/** The configuration of environments: read, validated and changed (CF-1). */
export function configurationRoutes(server: ServiceServer, context: ServiceContext): void {
  server.get(
    "/api/deployment/config",
    {
      schema: {
        summary: "The configuration of an environment, with its ETag",
        querystring: Query,
        response: answers({ 200: Configuration }, 404),
      },
    },
    async ({ query: { environment } }, reply) => {
      requiredEnvironment(environment, context.environments);
      const text = context.environments.configuration(environment);
      return reply.header("etag", tagOf(text)).send({ environment, text: withheld(text) });
    },
  );
  server.put(
    "/api/deployment/config",
    {
      schema: {
        summary: "Changes the configuration of an environment, and deploys it",
        querystring: Query,
        headers: Precondition,
        body: Change,
        response: answers({ 202: Accepted }, 404, 409, 412, 422, 428),
      },
    },
    async (request, reply) => {
      const { environment } = request.query;
      const { text, reason, deploys = true } = request.body;
      const change = changeOf(environment, text, request.headers["if-match"], context);
      const asked = { environment, deploys, digest: sha256(change.text), ...(reason !== undefined && { reason }) };
      const work = changing({ ...change, reason, deploys }, context);
      return reply.status(202).send(await accepted(request, "configure", asked, work, context));
    },
  );
}

interface Changed {
  readonly text: string;
  /** ETag of the text that was edited. */
  readonly tag: string;
}

/** The text to write, if it is a change of the present one and nothing in it is wrong. */
function changeOf(
  environment: string,
  edited: string,
  tag: string | undefined,
  { environments }: Pick<ServiceContext, "environments">,
): Changed {
  requiredEnvironment(environment, environments);
  if (tag === undefined) throw preconditionRequired();
  const present = environments.configuration(environment);
  if (tag !== tagOf(present)) throw changedMeanwhile(environment);
  const unknown = unknownPlaceholders(edited, present);
  if (unknown.length > 0) throw unknownWords(unknown);
  const text = restored(edited, present);
  requireValid(environment, text, environments.validate);
  return { text, tag };
}

function changing(
  { text, tag, reason, deploys }: Changed & { readonly reason: string | undefined; readonly deploys: boolean },
  { environments }: Pick<ServiceContext, "environments">,
): RunWork {
  return async (context, id) => {
    // Between the request and now, a command on this machine may have written the file.
    if (tag !== tagOf(context.configurationFile.read())) throw changedMeanwhile(context.environment);
    const request = { id, kind: "configure" as const, ...(reason !== undefined && { reason }) };
    const applying = applyDependencies(environments.validate, context, deploys);
    return (await applyConfiguration(text, request, applying, context)).deployment;
  };
}

function tagOf(text: string): string {
  return `"${sha256(text)}"`;
}

function preconditionRequired(): ServiceProblem {
  return new ServiceProblem(
    "precondition-required",
    428,
    "the request doesn't say which text was edited",
    "Read the configuration, and give its ETag as If-Match.",
  );
}

function changedMeanwhile(environment: string): ServiceProblem {
  return new ServiceProblem(
    "configuration-changed",
    412,
    `the configuration of ${environment} has changed since it was read`,
    "Read it again, and make the change anew.",
  );
}

function unknownWords(words: readonly string[]): ServiceProblem {
  return new ServiceProblem(
    "request-invalid",
    422,
    `these stand for no secret of the present configuration: ${words.join(", ")}`,
    "Leave what stands for secrets as it was, or remove the key.",
  );
}
