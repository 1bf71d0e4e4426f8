import type { CloudResource } from "../../../localcloud/model/resource";
import { Rehearsal, type Answer } from "./support/rehearsal";
import { forwardTo, listener, loadBalancer, rule, subnet, targetGroup } from "./support/resources";

const BALANCER = loadBalancer();
const HTTP = listener(BALANCER);
const BLUE = targetGroup("blue");
const GREEN = targetGroup("green");
const BOTH = [
  [BLUE, 1],
  [GREEN, 1],
] as const;

describe("stickiness", () => {
  let rehearsal: Rehearsal;

  async function begin(...resources: readonly CloudResource[]): Promise<void> {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, BLUE, GREEN, HTTP, ...resources);
  }

  afterEach(() => rehearsal.end());

  /** Cookies that a client sends after an answer, as browsers do. */
  function cookiesOf({ headers }: Answer): string {
    return (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0] ?? "").join("; ");
  }

  /** What answers a client that sends cookies, in so many requests. */
  async function answering(cookie: string, count = 20): Promise<Set<string>> {
    const bodies = new Set<string>();
    for (let turn = 0; turn < count; turn += 1) {
      bodies.add((await rehearsal.ask(HTTP, "/", { headers: { Cookie: cookie } })).body);
    }
    return bodies;
  }

  describe("to a target by the load balancer's cookie", () => {
    const STICKY = targetGroup("blue", { stickiness: { enabled: true, type: "lb_cookie", cookieDuration: 60 } });

    beforeEach(async () => {
      await begin(STICKY, rule(HTTP, 1, { actions: [forwardTo([[BLUE, 1]])] }));
      rehearsal.register(BLUE, await rehearsal.startServer("1"));
      rehearsal.register(BLUE, await rehearsal.startServer("2"));
    });

    it("leads a client to the same target", async () => {
      const first = await rehearsal.ask(HTTP);
      expect(first.headers["set-cookie"]).toEqual([
        expect.stringMatching(/^AWSALB=[^;]+; Expires=[^;]+ GMT; Path=\/$/),
        expect.stringMatching(/^AWSALBCORS=[^;]+; Expires=[^;]+ GMT; Path=\/; SameSite=None; Secure$/),
      ]);
      expect(await answering(cookiesOf(first))).toEqual(new Set([first.body]));
      expect(await answering("")).toEqual(new Set(["1", "2"]));
    });

    it("is found in the cookie for requests from other sites too", async () => {
      const first = await rehearsal.ask(HTTP);
      const cookie = cookiesOf(first).split("; ")[1] ?? "";
      expect(cookie).toMatch(/^AWSALBCORS=/);
      expect(await answering(cookie)).toEqual(new Set([first.body]));
    });

    it("ends with its duration, which each request prolongs", async () => {
      const first = await rehearsal.ask(HTTP);
      rehearsal.later = 50_000;
      const second = await rehearsal.ask(HTTP, "/", { headers: { Cookie: cookiesOf(first) } });
      rehearsal.later = 100_000;
      expect(await answering(cookiesOf(second))).toEqual(new Set([first.body]));
      expect(await answering(cookiesOf(first))).toEqual(new Set(["1", "2"]));
    });

    it.each(["unhealthy", "draining"] as const)("ends when the target is %s", async (state) => {
      const first = await rehearsal.ask(HTTP);
      rehearsal.setState(`${BLUE.id}|10.0.0.${first.body}|8080`, state);
      expect(await answering(cookiesOf(first))).toEqual(new Set([first.body === "1" ? "2" : "1"]));
    });

    it("isn't misled by a cookie that the load balancer didn't make", async () => {
      expect(await answering("AWSALB=nonsense; broken")).toEqual(new Set(["1", "2"]));
    });
  });

  describe("to a target by the application's cookie", () => {
    const settings = { enabled: true, type: "app_cookie", cookieName: "session", cookieDuration: 60 };

    beforeEach(async () => {
      await begin(targetGroup("blue", { stickiness: settings }), rule(HTTP, 1, { actions: [forwardTo([[BLUE, 1]])] }));
      for (const name of ["1", "2"]) {
        const server = await rehearsal.startServer(name, ({ url }, response) => {
          if (url === "/login") response.setHeader("Set-Cookie", "session=abc; Path=/");
          response.end(name);
        });
        rehearsal.register(BLUE, server);
      }
    });

    it("begins when the application sets its cookie", async () => {
      expect((await rehearsal.ask(HTTP)).headers).not.toHaveProperty("set-cookie");
      const login = await rehearsal.ask(HTTP, "/login");
      expect(cookiesOf(login)).toMatch(/^session=abc; AWSALBAPP-0=/);
      expect(await answering(cookiesOf(login))).toEqual(new Set([login.body]));
    });

    it("takes both cookies", async () => {
      const [application = "", own = ""] = cookiesOf(await rehearsal.ask(HTTP, "/login")).split("; ");
      expect(await answering(application)).toEqual(new Set(["1", "2"]));
      expect(await answering(own)).toEqual(new Set(["1", "2"]));
    });
  });

  describe("to a target group", () => {
    beforeEach(async () => {
      await begin(rule(HTTP, 1, { actions: [forwardTo(BOTH, 60)] }));
      rehearsal.register(BLUE, await rehearsal.startServer("blue"));
      rehearsal.register(GREEN, await rehearsal.startServer("green"));
    });

    it("leads a client to the same group", async () => {
      const first = await rehearsal.ask(HTTP);
      expect(cookiesOf(first)).toMatch(/^AWSALBTG=[^;]+; AWSALBTGCORS=/);
      expect(await answering(cookiesOf(first))).toEqual(new Set([first.body]));
    });

    it("isn't prolonged, so that a busy client follows a shift of traffic", async () => {
      const first = await rehearsal.ask(HTTP);
      const second = await rehearsal.ask(HTTP, "/", { headers: { Cookie: cookiesOf(first) } });
      expect(second.headers).not.toHaveProperty("set-cookie");
      rehearsal.later = 61_000;
      const answers = await answering(cookiesOf(first), 60);
      expect(answers).toEqual(new Set(["blue", "green"]));
    });

    it("leads elsewhere once the group has no target", async () => {
      const first = await rehearsal.ask(HTTP);
      const group = first.body === "blue" ? BLUE : GREEN;
      rehearsal.setState(`${group.id}|10.0.0.${first.body}|8080`, "draining");
      await rehearsal.deploy(
        rule(HTTP, 1, {
          actions: [
            forwardTo(
              BOTH.map(([each]) => [each, each === group ? 0 : 1] as const),
              60,
            ),
          ],
        }),
      );
      expect(await answering(cookiesOf(first))).toEqual(new Set([first.body === "blue" ? "green" : "blue"]));
    });

    it("is there only where a rule asks for it", async () => {
      await rehearsal.deploy(rule(HTTP, 1, { actions: [forwardTo(BOTH)] }));
      expect((await rehearsal.ask(HTTP)).headers).not.toHaveProperty("set-cookie");
    });
  });
});
