import { fixedResponse, forwardTo, listener, loadBalancer, rule, subnet, targetGroup } from "./support/resources";
import { Rehearsal } from "./support/rehearsal";

const BALANCER = loadBalancer();
const HTTP = listener(BALANCER);
const BLUE = targetGroup("blue");
const GREEN = targetGroup("green");

describe("DataPlane", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, BLUE, GREEN, HTTP);
  });

  afterEach(() => rehearsal.end());

  it("forwards requests to healthy targets in turn", async () => {
    await rehearsal.deploy(rule(HTTP, 1, { actions: [{ type: "forward", targetGroupArn: BLUE.id }] }));
    rehearsal.register(BLUE, await rehearsal.startServer("1"));
    rehearsal.register(BLUE, await rehearsal.startServer("2"));
    rehearsal.register(BLUE, await rehearsal.startServer("3"), { state: "unhealthy" });

    expect(await rehearsal.bodies(HTTP, 4)).toEqual(["1", "2", "1", "2"]);
  });

  it("answers by itself what no rule forwards", async () => {
    const answer = await rehearsal.ask(HTTP);
    expect(answer).toMatchObject({ status: 404, body: "Not found" });
    expect(answer.headers).toMatchObject({ server: "awselb/2.0", "content-type": "text/plain; charset=utf-8" });
  });

  it("shares requests between target groups by weight", async () => {
    const actions = [
      forwardTo([
        [BLUE, 90],
        [GREEN, 10],
      ]),
    ];
    await rehearsal.deploy(rule(HTTP, 1, { actions }));
    rehearsal.register(BLUE, await rehearsal.startServer("blue"));
    rehearsal.register(GREEN, await rehearsal.startServer("green"));

    const green = (await rehearsal.bodies(HTTP, 600)).filter((body) => body === "green").length;
    expect(green).toBeGreaterThan(23); // five standard deviations from 60
    expect(green).toBeLessThan(97);
  });

  it("sends no request to a group whose weight is 0", async () => {
    await rehearsal.deploy(
      rule(HTTP, 1, {
        actions: [
          forwardTo([
            [BLUE, 100],
            [GREEN, 0],
          ]),
        ],
      }),
    );
    rehearsal.register(BLUE, await rehearsal.startServer("blue"));
    rehearsal.register(GREEN, await rehearsal.startServer("green"));

    expect(new Set(await rehearsal.bodies(HTTP, 50))).toEqual(new Set(["blue"]));
  });

  it("tries rules by priority", async () => {
    await rehearsal.deploy(
      rule(HTTP, 20, { actions: [fixedResponse(200, "second")] }),
      rule(HTTP, 10, {
        actions: [fixedResponse(200, "first")],
        conditions: [{ pathPattern: { values: ["/first/*"] } }],
      }),
    );
    expect((await rehearsal.ask(HTTP, "/first/x")).body).toBe("first");
    expect((await rehearsal.ask(HTTP, "/other")).body).toBe("second");
  });
});
