import { createServer } from "node:net";
import type { Command } from "../../../localcloud/behaviour/model/command";
import type { CheckAnswer } from "../../../localcloud/behaviour/model/observation";
import { AMPLE } from "../../support/ample";
import { eventually } from "./support/eventually";
import { Rehearsal } from "./support/rehearsal";
import { targetGroup } from "./support/resources";

type Check = Extract<Command, { readonly kind: "check-target" }>;

const GROUP = targetGroup("blue");

describe("health checks", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(GROUP);
  });

  afterEach(() => rehearsal.end());

  async function check(name: string, other: Partial<Check> = {}): Promise<CheckAnswer> {
    const command: Check = {
      kind: "check-target",
      target: "the target",
      taskArn: `arn:aws:ecs:eu-west-1:123456789012:task/shop/${name}`,
      containerPort: 8080,
      protocol: "HTTP",
      path: "/health",
      timeoutSeconds: 60,
      ...other,
    };
    rehearsal.dataPlane.handlers["check-target"]?.(command);
    expect(rehearsal.observations).toEqual([]); // answers never come before the command returns
    const answer = await eventually(() => rehearsal.observations.pop(), AMPLE);
    if (answer.kind !== "target-checked") throw new Error(`there was another observation: ${answer.kind}`);
    expect(answer.target).toBe("the target");
    return answer.answer;
  }

  it("report the status of the path that was asked", async () => {
    const asked: (string | undefined)[] = [];
    const server = await rehearsal.startServer("1", (request, response) => {
      asked.push(request.url, request.headers["user-agent"], request.headers.connection);
      response.writeHead(503).end("not yet");
    });
    rehearsal.register(GROUP, server, { state: "initial" });

    expect(await check("1")).toEqual({ kind: "response", status: 503 });
    expect(asked).toEqual(["/health", "ELB-HealthChecker/2.0", "close"]);
  });

  it("report a failure of a task whose health is made to fail, until that is over", async () => {
    const server = await rehearsal.startServer("1");
    rehearsal.register(GROUP, server, { state: "initial" });
    rehearsal.dataPlane.checks.fail("arn:aws:ecs:eu-west-1:123456789012:task/shop/1");

    expect(await check("1")).toEqual({ kind: "response", status: 503 });
    rehearsal.dataPlane.checks.clearFaults();
    expect(await check("1")).toEqual({ kind: "response", status: 200 });
  });

  it("report a target that refuses the connection", async () => {
    const { port, server } = await rehearsal.startServer("1");
    rehearsal.register(GROUP, { name: "1", port });
    await new Promise((resolve) => server.close(resolve));

    expect(await check("1")).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  it("report a target that has no address yet", async () => {
    expect(await check("nobody")).toMatchObject({ kind: "refused" });
  });

  it("report a target that doesn't answer in time", async () => {
    rehearsal.register(GROUP, await rehearsal.startServer("1", (request) => request.resume()));
    expect(await check("1", { timeoutSeconds: 0.2 })).toEqual({ kind: "timeout" });
  });

  it("report a target that closes the connection without an answer", async () => {
    rehearsal.register(GROUP, await rehearsal.startServer("1", (request) => request.socket.destroy()));
    expect(await check("1")).toMatchObject({ kind: "refused" });
  });

  it("by TCP need a connection and no answer", async () => {
    const server = createServer();
    await rehearsal.listen(server);
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    rehearsal.register(GROUP, { name: "1", port });

    expect(await check("1", { protocol: "TCP" })).toEqual({ kind: "connected" });
  });
});
