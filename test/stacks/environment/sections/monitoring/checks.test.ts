import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { MINIMAL, refused } from "../../../example-settings";

const MONITORING = { runbookUrl: "https://docs.example.com/runbooks/alerts" };

describe("monitoring is refused", () => {
  it.each(["monitoring-prometheus", "monitoring-web"])("beside a service that is called %s", (name) => {
    expect(refused({ monitoring: MONITORING, services: [{ name }] })).toEqual({
      "proofpix:services[0].name": expect.stringContaining(
        'must not be called like the resources of proofpix:monitoring, whose names go on with "monitoring"',
      ) as string,
    });
  });

  it("beside no service of a part's name", () => {
    expect(() =>
      parseConfiguration({ ...MINIMAL, monitoring: MONITORING, services: [{ name: "prometheus" }] }, "staging"),
    ).not.toThrow();
    expect(() => parseConfiguration({ ...MINIMAL, services: [{ name: "monitoring-web" }] }, "staging")).not.toThrow();
  });

  it("in an environment whose name makes no label of the parts' private domain", () => {
    const environment = (hyphens: number): string => `a${"-".repeat(hyphens)}b`;
    const settings = { kind: "development" };

    expect(refused({ ...settings, monitoring: MONITORING }, environment(30))).toEqual({
      "proofpix:monitoring": expect.stringContaining("a label of 71 characters, where 63 are allowed") as string,
    });
    expect(() =>
      parseConfiguration({ ...MINIMAL, ...settings, monitoring: MONITORING }, environment(26)),
    ).not.toThrow();
    expect(() => parseConfiguration({ ...MINIMAL, ...settings }, environment(30))).not.toThrow();
  });

  it("where alerts would link to a template, and not load", () => {
    expect(refused({ monitoring: { runbookUrl: "https://docs.example.com/{{ .Labels }}" } })).toEqual({
      "proofpix:monitoring.runbookUrl": expect.stringContaining("without braces") as string,
    });
  });

  it("with two entries of one service", () => {
    const services = [
      { name: "enterprise", team: "product" },
      { name: "enterprise", team: "platform" },
    ];

    expect(refused({ monitoring: { ...MONITORING, services } })).toEqual({
      "proofpix:monitoring.services[1].name": expect.stringContaining("must be there once") as string,
    });
  });

  it("for an address with a password, which the message doesn't repeat", () => {
    const receivers = [{ kind: "webhook", url: "https://alerts:hunter2@example.com/hook" }];

    expect(refused({ monitoring: { ...MONITORING, receivers } })).toEqual({
      "proofpix:monitoring.receivers[0].url": expect.not.stringContaining("hunter2") as string,
    });
  });
});

describe("services that are monitored", () => {
  it("may have a variable of their own in place of one that tells where spans go", () => {
    const secrets = { OTEL_EXPORTER_OTLP_ENDPOINT: "spans" };
    const service = { name: "enterprise", secrets };

    expect(() =>
      parseConfiguration(
        {
          ...MINIMAL,
          monitoring: MONITORING,
          secrets: [{ name: "spans", description: "Where spans go" }],
          services: [service],
        },
        "staging",
      ),
    ).not.toThrow();
  });
});
