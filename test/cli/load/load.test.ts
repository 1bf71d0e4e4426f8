import { loadReport } from "../../../cli/load/load-report";
import { loadArguments } from "../../../cli/load/load-settings";
import { loadTargetOf, type LoadListener } from "../../../cli/load/load-target";

function listener(other: Partial<LoadListener> = {}): LoadListener {
  return {
    urn: "urn:pulumi:development::proofpix::aws:lb/listener:Listener::web",
    protocol: "HTTPS",
    port: 443,
    host: "127.0.0.1",
    localPort: 41_001,
    domains: ["*.shop.example.com", "shop.example.com"],
    dnsName: "shop-1.eu-west-1.elb.amazonaws.com",
    ...other,
  };
}

describe("the target of a load", () => {
  it("is the HTTPS listener of the environment, with the name of its certificate", () => {
    const listeners = [
      listener({ urn: "urn:pulumi:staging::proofpix::aws:lb/listener:Listener::web", localPort: 1 }),
      listener({ protocol: "HTTP", port: 80, localPort: 2, domains: [] }),
      listener({ port: 8443, localPort: 3 }),
      listener(),
    ];
    expect(loadTargetOf(listeners, "development", "/health?x=1")).toEqual({
      url: "https://127.0.0.1:41001/health?x=1",
      host: "shop.example.com",
    });
  });

  it("is the HTTP listener where there is none for HTTPS", () => {
    const http = listener({ protocol: "HTTP", port: 80, domains: [] });
    expect(loadTargetOf([http], "development", "/")).toEqual({
      url: "http://127.0.0.1:41001/",
      host: "shop-1.eu-west-1.elb.amazonaws.com",
    });
  });

  it("is missing where the environment has no listener that is served", () => {
    expect(loadTargetOf([], "development", "/")).toBeUndefined();
    expect(loadTargetOf([listener()], "production", "/")).toBeUndefined();
    expect(loadTargetOf([listener({ localPort: undefined })], "development", "/")).toBeUndefined();
  });
});

describe("the command line of a load", () => {
  it("is a constant load unless it says otherwise", () => {
    const { settingsAt, ...others } = loadArguments(["development"]);
    expect(settingsAt(10)).toEqual({ profile: "constant", rate: 20, peak: 200, seconds: 120 });
    expect(others).toEqual({ path: "/", others: ["development"] });
  });

  it("takes profile, rates, length and path", () => {
    const argv = "production --profile spike --rate=300 --seconds 60 --path /health".split(" ");
    const { settingsAt, ...others } = loadArguments(argv);
    expect(settingsAt(1)).toEqual({ profile: "spike", rate: 300, peak: 4000, seconds: 60 });
    expect(others).toEqual({ path: "/health", others: ["production"] });
  });

  it.each([
    [1, 960],
    [4, 240],
    [10, 120],
    [60, 120],
  ])("has a spike take as long as alarms need at speed %d: %d seconds", (speed, seconds) => {
    expect(loadArguments(["--profile", "spike"]).settingsAt(speed)).toMatchObject({ peak: 4000, seconds });
  });

  it("is refused with everything that is wrong", () => {
    expect(() => loadArguments(["--profile", "wave", "--rate", "many", "--path", "health"])).toThrow(
      "--profile is one of constant, ramp, spike, daily, got wave; " +
        "--rate is a whole number of requests per second from 1 to 5000, got NaN; " +
        "--peak is a whole number of requests per second from 1 to 5000, got NaN; " +
        "--path begins with a slash, got health",
    );
  });
});

describe("the report of a load", () => {
  const report = {
    seconds: 10.2,
    requests: 200,
    byStatus: { 200: 190, 502: 5 },
    unanswered: 5,
    unsent: 0,
    failures: 10,
    percentiles: { p50: 5, p90: 8, p95: 9, p99: 20, max: 31 },
  };

  it("tells requests, failures and percentiles", () => {
    expect(loadReport(report, [], [], [])).toBe(
      [
        "200 requests in 10 s, 10 failed (5.00 %), 5 of them without an answer",
        "answers by status: 200: 190, 502: 5",
        "p50   p90   p95   p99    max",
        "5 ms  8 ms  9 ms  20 ms  31 ms",
        "nothing was scaled",
      ].join("\n"),
    );
  });

  it("tells what could not be sent", () => {
    expect(loadReport({ ...report, unsent: 300 }, [], [], []).split("\n")[1]).toBe(
      "300 more were not sent: what runs here answers no faster",
    );
  });

  it("tells what was scaled", () => {
    const events = [
      { source: "ecs", subject: "web", message: "(service web) has reached a steady state." },
      { source: "application-autoscaling", subject: "service/shop/web", message: "Setting desired count to 4." },
    ];
    const shown = loadReport(report, events, [{ name: "web", desired: 2 }], [{ name: "web", desired: 4 }]);
    expect(shown.split("\n").slice(-3)).toEqual([
      "what was scaled:",
      "  web: 2 tasks before, 4 now",
      "  service/shop/web: Setting desired count to 4.",
    ]);
  });
});
