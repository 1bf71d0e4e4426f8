import { Type } from "@sinclair/typebox";
import type { ServiceContext } from "../app-context";
import { EventStream } from "../runs/event-stream";
import { answers, EnvironmentName, ID } from "../schemas";
import type { ServiceServer } from "../server";

const Query = Type.Object(
  {
    environment: Type.Optional(EnvironmentName),
    run: Type.Optional(Type.String({ ...ID, description: "Only events of this deployment." })),
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: "Begins after this event; 0 with the oldest.",
      }),
    ),
  },
  { additionalProperties: false },
);

const Headers = Type.Object({
  "last-event-id": Type.Optional(Type.String({ pattern: "^[0-9]{1,15}$", description: "Where a stream broke off." })),
});

/** Events of deployments as they happen, as server-sent events (HTML Standard, section 9.2). */
export function eventRoutes(server: ServiceServer, { events }: ServiceContext): void {
  const open = new Set<AbortController>();
  server.addHook("preClose", (done) => {
    for (const stream of open) stream.abort();
    done();
  });
  server.get(
    "/api/deployment/events",
    {
      schema: {
        summary: "Events of deployments as they happen, resumable by id",
        querystring: Query,
        headers: Headers,
        produces: ["text/event-stream"],
        response: answers({ 200: Type.String() }),
      },
    },
    async ({ query, headers }, reply) => {
      const resumed = headers["last-event-id"];
      const after = resumed === undefined ? (query.after ?? (await events.last())) : Number(resumed);
      const ending = new AbortController();
      open.add(ending);
      reply.raw.on("close", () => {
        ending.abort();
      });
      reply.hijack();
      try {
        await new EventStream(events, reply.raw, ending.signal, reply.getHeaders()).send({ ...query, after });
      } finally {
        open.delete(ending);
        reply.raw.end();
      }
    },
  );
}
