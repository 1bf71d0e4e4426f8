import { FormatRegistry, Type, type TSchema } from "@sinclair/typebox";

// TypeBox knows no formats by itself. RFC 3339, section 5.6, with what Date understands of it.
FormatRegistry.Set("date-time", (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)));

/** A name of an environment, as the configuration allows it. */
export const EnvironmentName = Type.String({
  pattern: "^[a-z][a-z0-9-]*$",
  maxLength: 40,
  description: "Name of the environment.",
  examples: ["staging"],
});

/** Bounds of ids: those of deployments, and `update <version>` for updates of plain `pulumi`. */
export const ID = { minLength: 1, maxLength: 100, pattern: "^[A-Za-z0-9][A-Za-z0-9 _.-]*$" };

export const Time = Type.String({ format: "date-time", description: "ISO 8601, in UTC." });

export const Reason = Type.String({ maxLength: 500, description: "Why, in the caller's words." });

/** An answer that tells of a problem (RFC 9457). */
export const ProblemSchema = Type.Object(
  {
    version: Type.Literal(1, { description: "Version of this form." }),
    type: Type.String({ description: "Leads to the description of the code." }),
    title: Type.String({ description: "Name of the HTTP status." }),
    status: Type.Integer({ description: "HTTP status." }),
    code: Type.String({ description: "Stays the same in later versions." }),
    detail: Type.String({ description: "What is wrong." }),
    nextStep: Type.Optional(Type.String({ description: "What to do about it." })),
  },
  { $id: "Problem", additionalProperties: true },
);

/** Answers of a route: what succeeds, and the problems that it may have, by HTTP status. */
export function answers(
  success: Readonly<Record<number, TSchema>>,
  ...problems: readonly number[]
): Readonly<Record<string, TSchema>> {
  const problemOf = (status: number) => {
    const content = { [PROBLEM_TYPE]: { schema: Type.Ref("Problem") } };
    return [String(status), { description: MEANINGS[status] ?? "", content }];
  };
  const own = Object.entries(success).map(([status, schema]) => [
    status,
    { ...schema, [RESPONSE_DESCRIPTION]: MEANINGS[Number(status)] },
  ]);
  const all = [...own, ...[400, 401, 403, 413, 415, 429, 500, ...problems].map(problemOf)];
  return Object.fromEntries(all) as Record<string, TSchema>;
}

/** How an answer that tells of a problem is marked (RFC 9457, section 3). */
export const PROBLEM_TYPE = "application/problem+json";

/** Where \@fastify/swagger looks for the description of an answer, as distinct from that of its schema. */
const RESPONSE_DESCRIPTION = "x-response-description";

const MEANINGS: Readonly<Record<number, string>> = {
  200: "What was asked for.",
  202: "Accepted: it goes on in the background, and `location` tells how it stands.",
  400: "The request doesn't keep to the schema.",
  401: "Nobody is signed in.",
  403: "The caller may not do this.",
  404: "There is no such thing.",
  409: "Another deployment is under way, or the state doesn't allow it.",
  412: "The configuration has changed since it was read.",
  413: "The body is too long.",
  415: "The body isn't application/json.",
  422: "What is asked for isn't valid.",
  428: "The request doesn't say which configuration it changes.",
  429: "Too many requests.",
  500: "The service met something that it doesn't know.",
};
