import { Type } from "@sinclair/typebox";
import type { ServiceContext } from "../app-context";
import { EventStream } from "../runs/event-stream";
import { EnvironmentName } from "../schemas";
import type { ServiceServer } from "../server";

const Query = Type.Object(
  {
    environment: Type.Optional(EnvironmentName),
    run: Type.Optional(Type.String({ maxLength: 100, description: "Only events of this deployment." })),
    after: Type.Optional(Type.Integer({ minimum: 0, description: "Begins after this event; 0 with the oldest." })),
  },
  { additionalProperties: false },
);

const Headers = Type.Object({
  "last-event-id": Type.Optional(Type.String({ pattern: "^[0-9]+$", description: "Where a stream broke off." })),
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
        await new EventStream(events, reply.raw, ending.signal).send({ ...query, after });
      } finally {
        open.delete(ending);
        reply.raw.end();
      }
    },
  );
}
