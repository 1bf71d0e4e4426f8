import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { AMPLE } from "../../support/ample";
import { eventually } from "./support/eventually";
import { Rehearsal, type TargetServer } from "./support/rehearsal";
import { forwardTo, listener, loadBalancer, rule, subnet, targetGroup } from "./support/resources";

const BALANCER = loadBalancer();
const BLUE = targetGroup("blue");
const GREEN = targetGroup("green");
const HTTP = listener(BALANCER);
const TO_BLUE = rule(HTTP, 1, {
  actions: [
    forwardTo(
      [
        [BLUE, 1],
        [GREEN, 0],
      ],
      1,
    ),
  ],
});
const TO_GREEN = rule(HTTP, 1, {
  actions: [
    forwardTo(
      [
        [BLUE, 0],
        [GREEN, 1],
      ],
      1,
    ),
  ],
});

/** Milliseconds: longer than a request takes to arrive on a busy machine. */
const DEREGISTRATION_DELAY = 250;

describe("a target that drains", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, BLUE, GREEN, HTTP, TO_BLUE);
  });

  afterEach(() => rehearsal.end());

  it("finishes the requests that it has, and gets no new ones", async () => {
    let finish: (() => void) | undefined;
    const slow = await rehearsal.startServer("1", (_, response) => {
      finish = () => response.end("the end");
      response.write("the beginning, ");
    });
    const id = rehearsal.register(BLUE, slow);
    const first = rehearsal.ask(HTTP);
    const end = await eventually(() => finish, AMPLE);

    rehearsal.setState(id, "draining");
    expect((await rehearsal.ask(HTTP)).status).toBe(503);
    end();
    expect((await first).body).toBe("the beginning, the end");
  });

  it("has its idle connections closed", async () => {
    const target = await rehearsal.startServer("1");
    const id = rehearsal.register(BLUE, target);
    await rehearsal.ask(HTTP);
    expect(await connectionsOf(target)).toBe(1);

    rehearsal.setState(id, "draining");
    await eventually(async () => ((await connectionsOf(target)) === 0 ? true : undefined), AMPLE);
  });

  it("loses the requests that it still has when its deregistration delay is over", async () => {
    let asked = 0;
    const id = rehearsal.register(BLUE, await rehearsal.startServer("1", () => (asked += 1)));
    const answer = rehearsal.ask(HTTP);
    await eventually(() => (asked > 0 ? true : undefined), AMPLE);
    rehearsal.setState(id, "draining");
    rehearsal.deregister(id);
    expect((await answer).status).toBe(502);
  });

  it("is used again if it is registered again", async () => {
    const id = rehearsal.register(BLUE, await rehearsal.startServer("1"));
    await rehearsal.ask(HTTP);
    rehearsal.setState(id, "draining");
    rehearsal.setState(id, "healthy");
    expect((await rehearsal.ask(HTTP)).body).toBe("1");
  });

  it("loses nothing in a rolling rollout under load", async () => {
    let current = rehearsal.register(BLUE, await startGraceful("0"));
    const load = startLoad(2000);
    let version = 1;
    for (; !load.isOver(); version += 1) {
      const next = rehearsal.register(BLUE, await startGraceful(String(version)), { state: "initial" });
      rehearsal.setState(next, "healthy");
      await replace(current);
      current = next;
      await sleep(20);
    }
    expect(await load.answers).toEqual({ 200: 2000 });
    expect(version).toBeGreaterThan(2);
  });

  it("loses nothing in a blue/green rollout under load", async () => {
    let [from, to] = [
      { group: BLUE, id: rehearsal.register(BLUE, await startGraceful("0")), rule: TO_BLUE },
      { group: GREEN, id: "", rule: TO_GREEN },
    ];
    const load = startLoad(2000);
    let version = 1;
    for (; !load.isOver(); version += 1) {
      to.id = rehearsal.register(to.group, await startGraceful(String(version)));
      await rehearsal.deploy(to.rule);
      await replace(from.id);
      [from, to] = [to, from];
      await sleep(20);
    }
    expect(await load.answers).toEqual({ 200: 2000 });
    expect(version).toBeGreaterThan(2);
  });

  const running = new Map<string, TargetServer>();

  /** A program that ends as a good one does: it takes no more connections, and finishes what it has. */
  async function startGraceful(name: string): Promise<TargetServer> {
    const target = await rehearsal.startServer(name, (asked, response) => {
      asked.resume();
      setTimeout(() => response.end(name), Math.random() * 10);
    });
    running.set(name, target);
    return target;
  }

  /** Has a target drained, its program ended, and the target deregistered. */
  async function replace(id: string): Promise<void> {
    const [, targetId = ""] = id.split("|");
    const target = running.get(targetId.replace("10.0.0.", ""));
    if (target === undefined) throw new Error(`there is no program of ${id}`);
    rehearsal.setState(id, "draining");
    await sleep(DEREGISTRATION_DELAY);
    await eventually(async () => ((await connectionsOf(target)) === 0 ? true : undefined), AMPLE);
    await new Promise((resolve) => target.server.close(resolve));
    rehearsal.deregister(id);
  }

  /** Sends requests over eight connections that are kept, and counts the answers by status. */
  function startLoad(count: number): { isOver(): boolean; answers: Promise<Record<string, number>> } {
    const { host, localPort: port } = rehearsal.addressOf(HTTP);
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const answers: Record<string, number> = {};
    let left = count;
    const note = (what: string | number): void => {
      answers[what] = (answers[what] ?? 0) + 1;
    };
    const one = (): Promise<void> =>
      new Promise((resolve) => {
        request({ host, port, agent }, (response) => {
          response.resume().on("end", () => {
            note(response.statusCode ?? 0);
            resolve();
          });
        })
          .on("error", (error) => {
            note(error.message);
            resolve();
          })
          .end();
      });
    const worker = async (): Promise<void> => {
      while (left-- > 0) await one();
    };
    const all = Promise.all(Array.from({ length: 8 }, worker)).then(() => {
      agent.destroy();
      return answers;
    });
    return { isOver: () => left <= 0, answers: all };
  }
});

function connectionsOf({ server }: TargetServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => {
      if (error === null) resolve(count);
      else reject(error);
    });
  });
}
