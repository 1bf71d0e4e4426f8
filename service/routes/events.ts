import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Type } from "@sinclair/typebox";
import type { FastifyReply } from "fastify";
import type { ServiceContext } from "../app-context";
import type { EventQuery, KeptEvent } from "../runs/event-store";
import { EnvironmentName } from "../schemas";
import type { ServiceServer } from "../server";

/** How often a stream looks for new events, and how often it tells that it lives; in milliseconds. */
const LOOK_EVERY = 250;
const ALIVE_EVERY = 15_000;

/** Events that are read at once. */
const AT_ONCE = 500;

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
        await stream({ ...query, after, limit: AT_ONCE }, reply, ending.signal);
      } finally {
        open.delete(ending);
        reply.raw.end();
      }
    },
  );

  async function stream(query: EventQuery, reply: FastifyReply, signal: AbortSignal): Promise<void> {
    reply.raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    let [after, toldAt] = [query.after, 0];
    while (!signal.aborted) {
      const found = await events.after({ ...query, after });
      for (const event of found) await write(textOf(event), reply, signal);
      after = found.at(-1)?.sequence ?? after;
      const isDue = Date.now() - toldAt > ALIVE_EVERY;
      if (found.length === 0 && isDue) await write(": alive\n\n", reply, signal);
      if (found.length > 0 || isDue) toldAt = Date.now();
      if (found.length < AT_ONCE) await setTimeout(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Waits for a client that reads slower than events come. */
async function write(text: string, { raw }: FastifyReply, signal: AbortSignal): Promise<void> {
  if (signal.aborted || raw.write(text)) return;
  await once(raw, "drain", { signal }).catch(() => undefined);
}

function textOf({ sequence, environment, run, at, event }: KeptEvent): string {
  return `id: ${sequence}\nevent: ${event.code}\ndata: ${JSON.stringify({ environment, run, at, ...event })}\n\n`;
}
