import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type RawServerDefault,
} from "fastify";
import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf } from "../automation/shared/message-of";
import type { ServiceContext } from "./app-context";
import { problemDetails, ServiceProblem, unexpectedProblem, type ProblemDetails } from "./problems/service-problem";
import { ROUTES } from "./routes";
import { PROBLEM_TYPE, ProblemSchema } from "./schemas";
import { requireSameSite } from "./security/same-site";

/** The service's server, with the types of its schemas. */
export type ServiceServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Largest body of a request, in bytes: a configuration file is a hundredth of it. */
const BODY_LIMIT = 1_048_576;

export interface ServerOptions {
  readonly log: (line: string) => void;
  /** Requests that an address may make in a minute. */
  readonly requestsPerMinute: number;
  /** Whether it listens on loopback, where a browser of this machine may reach it for pages of any site. */
  readonly isOnLoopback: boolean;
}

/** Makes the server, with all its routes. It doesn't listen yet. */
export async function createServer(
  context: ServiceContext,
  { log, requestsPerMinute, isOnLoopback }: ServerOptions,
): Promise<ServiceServer> {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    // What isn't even a URL has no route, and none of the handlers below.
    frameworkErrors: (error, _request, reply) => void tellProblem(problemIn(error, log), reply),
  })
    .withTypeProvider<TypeBoxTypeProvider>()
    .setValidatorCompiler(TypeBoxValidatorCompiler);
  server.addSchema(ProblemSchema);
  server.setErrorHandler((error, _request, reply) => tellProblem(problemIn(error, log), reply));
  server.setNotFoundHandler((request, reply) => tellProblem(noSuchRoute(request.method, request.url), reply));
  // JSON alone: forms and plain text are what a page of another site may send unasked (Fetch, "CORS-safelisted").
  server.removeContentTypeParser("text/plain");
  if (isOnLoopback) {
    server.addHook("onRequest", (request, _reply, done) => {
      requireSameSite(request, request.socket.localPort ?? 0);
      done();
    });
  }
  await server.register(helmet);
  await server.register(rateLimit, { max: requestsPerMinute, timeWindow: 60_000, errorResponseBuilder: tooMany });
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Deployment service",
        version: "1.0.0",
        description: "Deploys, scales and watches environments. What the command line does for one person, for a team.",
      },
    },
    refResolver: { buildLocalReference: ({ $id }) => (typeof $id === "string" ? $id : "") },
  });
  for (const register of ROUTES) register(server, context);
  return server;
}

function tellProblem(problem: ProblemDetails, reply: FastifyReply): FastifyReply {
  return reply.status(problem.status).type(PROBLEM_TYPE).send(problem);
}

function problemIn(error: unknown, log: ServerOptions["log"]): ProblemDetails {
  const known = problemDetails(error) ?? problemDetails(refusalOfFastify(error));
  if (known !== undefined) return known;
  log(`a request failed: ${messageOf(error)}`);
  return unexpectedProblem();
}

/** What Fastify itself refuses: what isn't as the schema says, a body that is too long or no JSON. */
function refusalOfFastify(error: unknown): ServiceProblem | undefined {
  if (!isOfFastify(error)) return undefined;
  const { statusCode } = error;
  if (typeof statusCode !== "number" || statusCode >= 500) return undefined;
  const code = statusCode === 429 ? "too-many-requests" : "request-invalid";
  const next =
    statusCode === 429 ? "Wait a minute." : "See the description of the route: /api/deployment/openapi.json.";
  return new ServiceProblem(code, statusCode, messageOf(error), next);
}

/** Errors of other libraries may have a `statusCode` too, of what they asked, and texts that nobody outside should read. */
function isOfFastify(error: unknown): error is Error & { readonly statusCode: unknown } {
  if (!(error instanceof Error) || !("statusCode" in error)) return false;
  // Of JSON that it won't take Fastify says so with a SyntaxError without a code.
  return error instanceof SyntaxError || ("code" in error && String(error.code).startsWith("FST_"));
}

function noSuchRoute(method: string, url: string): ProblemDetails {
  const [path = ""] = url.split("?");
  const problem = new ServiceProblem(
    "no-such-route",
    404,
    `there is no ${method} ${path}`,
    "See the routes that there are: /api/deployment/openapi.json.",
  );
  return problemDetails(problem) ?? unexpectedProblem();
}

function tooMany(): Error {
  return new ServiceProblem("too-many-requests", 429, "too many requests in a minute", "Wait a minute.");
}
