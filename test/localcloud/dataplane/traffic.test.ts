import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { AMPLE } from "../../support/ample";
import { accessLogEntry } from "../../../localcloud/dataplane/traffic/access-log-entry";
import { objectKey } from "../../../localcloud/dataplane/traffic/access-logs";
import type { ExchangeRecord } from "../../../localcloud/dataplane/traffic/exchange-record";
import { rounded } from "../../../localcloud/dataplane/traffic/served-requests";
import { listenersOf } from "../../../localcloud/dataplane/configuration/load-balancers";
import { eventually } from "./support/eventually";
import { Rehearsal } from "./support/rehearsal";
import { forwardTo, listener, loadBalancer, Resources, rule, subnet, targetGroup } from "./support/resources";

const BALANCER = loadBalancer({ accessLogs: { enabled: true, bucket: "logs", prefix: "web" } });
const GROUP = targetGroup("blue");
const HTTP = listener(BALANCER);
const RULE = rule(HTTP, 7, {
  actions: [forwardTo([[GROUP, 1]])],
  conditions: [{ pathPattern: { values: ["/shop*"] } }],
});

describe("what a data plane reports", () => {
  let rehearsal: Rehearsal;

  beforeEach(async () => {
    rehearsal = await Rehearsal.begin(subnet(), BALANCER, GROUP, HTTP, RULE);
  });

  afterEach(() => rehearsal.end());

  it("are the requests of each target, and what the load balancer answered by itself", async () => {
    let status = 200;
    const server = await rehearsal.startServer("1", (_, response) => {
      response.writeHead(status).end();
    });
    const id = rehearsal.register(GROUP, server, { availabilityZone: "eu-west-1b" });
    for (status of [200, 200, 500]) await rehearsal.ask(HTTP, "/shop");
    await rehearsal.ask(HTTP, "/elsewhere");
    await rehearsal.dataPlane.close();

    const requests = rehearsal.observations.filter((each) => each.kind === "requests");
    const ofTarget = requests.filter((each) => each.target === id);
    const own = requests.filter((each) => each.target === undefined);
    expect(ofTarget.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(ofTarget.reduce((sum, each) => sum + (each.byTargetStatus[500] ?? 0), 0)).toBe(1);
    expect(ofTarget[0]).toMatchObject({
      loadBalancerArn: BALANCER.id,
      targetGroupArn: GROUP.id,
      availabilityZone: "eu-west-1b",
      byLoadBalancerStatus: {},
    });
    const times = ofTarget.flatMap(({ responseTimes }) => responseTimes);
    expect(times.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(times.every(({ seconds }) => seconds > 0 && seconds < 60)).toBe(true);
    expect(own).toEqual([
      expect.objectContaining({ availabilityZone: "eu-west-1a", count: 1, byLoadBalancerStatus: { 404: 1 } }),
    ]);
  });

  it("is nothing where nothing was asked", async () => {
    await rehearsal.dataPlane.close();
    expect(rehearsal.observations).toEqual([]);
  });

  it("has response times of few values", () => {
    expect([0.012345, 0.0099, 1.26, 0].map(rounded)).toEqual([0.012, 0.0099, 1.3, 0]);
  });

  it("are access logs, in the folder of the bucket, for this user alone", async () => {
    rehearsal.register(GROUP, await rehearsal.startServer("1"));
    await rehearsal.ask(HTTP, "/shop?a=b", { headers: { Host: "shop.example.com", "User-Agent": 'a "b"' } });
    const folder = join(
      rehearsal.directory,
      "access-logs/logs/web/AWSLogs/123456789012/elasticloadbalancing/eu-west-1",
    );
    const file = await eventually(() => {
      const [found] = readdirSync(rehearsal.directory, { recursive: true, encoding: "utf8" }).filter((each) =>
        each.endsWith(".log"),
      );
      return found === undefined ? undefined : join(rehearsal.directory, found);
    }, AMPLE);

    expect(file.startsWith(folder)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const line = await eventually(() => readFileSync(file, "utf8").split("\n")[0] || undefined, AMPLE);
    expect(line).toMatch(
      /^http \S+Z app\/shop\/50dc6c495c0c9188 127\.0\.0\.1:\d+ 10\.0\.0\.1:8080 \d+\.\d{3} \d+\.\d{3} \d+\.\d{3} 200 200 \d+ \d+ "GET http:\/\/shop\.example\.com:80\/shop\?a=b HTTP\/1\.1" "a \\x22b\\x22" - - /,
    );
    expect(line).toMatch(/"Root=1-[\da-f-]+" "-" "-" 7 \S+Z "forward" "-" "-" "10\.0\.0\.1:8080" "200" "-" "-" TID_/);
  });
});

describe("an access log", () => {
  const [of] = listenersOf(new Resources(BALANCER, HTTP));
  if (of === undefined) throw new Error("there is no listener");

  // User Guide for Application Load Balancers, "Access log entries": the example of an HTTP entry.
  it("has AWS's fields in AWS's order", () => {
    const record: ExchangeRecord = {
      listener: { ...of, loadBalancer: { ...of.loadBalancer, arnSuffix: "app/my-loadbalancer/50dc6c495c0c9188" } },
      rule: { arn: "", conditions: [], action: { kind: "forward", groups: [] } },
      type: "http",
      client: { address: "192.168.131.39", port: 2817 },
      method: "GET",
      host: "www.example.com",
      requestTarget: "/",
      httpVersion: "1.1",
      userAgent: "curl/7.46.0",
      trace: "Root=1-58337262-36d228ad5d99923122bbe354",
      connectionTrace: "TID_1234abcd5678ef90",
      startedAt: Date.parse("2018-07-02T22:22:48.364Z"),
      endedAt: Date.parse("2018-07-02T22:23:00.186Z"),
      durations: { request: 0, target: 0.001, response: 0 },
      status: 200,
      receivedBytes: 34,
      sentBytes: 366,
      targetGroupArn: "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067",
      target: {
        key: "",
        stickyId: "",
        targetGroupArn: "",
        targetId: "10.0.0.1",
        port: 80,
        availabilityZone: "",
        state: "healthy",
      },
      targetStatus: 200,
    };
    expect(accessLogEntry(record)).toBe(
      "http 2018-07-02T22:23:00.186000Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 " +
        '0.000 0.001 0.000 200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - ' +
        "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/my-targets/73e2d6bc24d8a067 " +
        '"Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-" ' +
        '"10.0.0.1:80" "200" "-" "-" TID_1234abcd5678ef90 "-" "-" "-"',
    );
  });

  it("is named after the end of its five minutes", () => {
    expect(objectKey(of.loadBalancer, "123456789012", Date.parse("2026-11-30T23:57:01Z"), "abcd")).toBe(
      "logs/web/AWSLogs/123456789012/elasticloadbalancing/eu-west-1/2026/11/30/" +
        "123456789012_elasticloadbalancing_eu-west-1_app.shop.50dc6c495c0c9188_20261201T0000Z_127.0.0.1_abcd.log",
    );
  });
});
