import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { EventStream } from "../../service/runs/event-stream";
import { EventStore } from "../../service/runs/event-store";
import { openDatabase } from "../../service/store/open";
import { temporaryDirectory } from "../support/temporary-directory";
import { startedWorld, type ServiceWorld } from "./support/service-world";

const NOW = new Date("2026-11-30T12:00:00.000Z");

/** A database with some events. */
async function withEvents(count: number): Promise<string> {
  const place = join(temporaryDirectory(), "service.sqlite");
  const database = await openDatabase(place);
  const events = new EventStore(database);
  for (let sent = 0; sent < count; sent++) {
    await events.append("staging", "d-1", NOW, { code: "progress", message: "x" });
  }
  await database.close();
  return place;
}

/** Ids of the first events of a stream; then it is left. */
async function firstIds(world: ServiceWorld, count: number, resumed: string): Promise<number[]> {
  const { body } = await fetch(`${world.service.url}/api/deployment/events`, { headers: { "last-event-id": resumed } });
  let text = "";
  for await (const part of body ?? []) {
    text += Buffer.from(part as Uint8Array).toString();
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    if (ids.length >= count) return ids;
  }
  return [];
}

/** A stream whose client reads nothing until it is told to. */
async function openStream(world: ServiceWorld): Promise<Socket> {
  const { port } = new URL(world.service.url);
  const socket = connect(Number(port), "127.0.0.1").pause();
  await once(socket, "connect");
  socket.write(`GET /api/deployment/events?after=0 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  return socket;
}

describe("streams of events", () => {
  it("go on after a restart where they broke off", async () => {
    const database = await withEvents(5);
    const first = await startedWorld({ database });
    expect(await firstIds(first, 5, "0")).toEqual([1, 2, 3, 4, 5]);
    await first.service.close();
    const second = await startedWorld({ database });

    expect(await firstIds(second, 2, "3")).toEqual([4, 5]);
    await second.service.close();
  });

  it("read no further while their client doesn't read", async () => {
    let reads = 0;
    const event = { code: "progress", message: "x" } as const;
    const kept = { sequence: 1, environment: "staging", run: "d-1", at: NOW.toISOString(), event };
    const after = () => Promise.resolve(++reads > 0 ? Array.from({ length: 500 }, () => kept) : []);
    const full = Object.assign(new EventEmitter(), {
      writeHead: () => full,
      setHeader: () => full,
      write: () => false,
    });
    const ending = new AbortController();
    const sent = new EventStream({ after }, full as unknown as ServerResponse, ending.signal).send({ after: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(reads).toBe(1);
    ending.abort();
    await sent;
  });

  it("are two hundred at once, and end with the service", async () => {
    const world = await startedWorld({ database: await withEvents(3) });
    const sockets = await Promise.all(Array.from({ length: 200 }, () => openStream(world)));
    await Promise.all(
      sockets.map(async (socket) => {
        socket.resume();
        let text = "";
        while (!text.includes("id: 3\n")) text += String(((await once(socket, "data")) as [Buffer])[0]);
      }),
    );
    const answer = await world.get("/health");
    const began = performance.now();
    const ended = Promise.all(sockets.map((socket) => once(socket, "close")));
    await world.service.close();
    await ended;

    expect(answer.status).toBe(200);
    expect(performance.now() - began).toBeLessThan(3000);
  }, 30_000);
});
