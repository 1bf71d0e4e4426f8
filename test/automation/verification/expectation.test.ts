import { expectationOf } from "../../../automation/verification/expectation";
import { revision, SERVICE_ARN } from "../support/fake-aws";
import { alarmResource, SERVICE_URN, serviceResource } from "../support/samples";

describe("what is expected after an update", () => {
  it("is what the state has of services and alarms, and the outputs of health endpoints", () => {
    const outputs = {
      healthUrls: { web: ["https://shop/health", "https://shop/api/health"], worker: [] },
      region: "x",
    };

    expect(expectationOf([serviceResource(), alarmResource("errors")], outputs, "eu-west-1")).toEqual({
      services: [{ urn: SERVICE_URN, arn: SERVICE_ARN, name: "web", cluster: "shop", taskDefinition: revision(2) }],
      alarms: ["errors"],
      healthUrls: ["https://shop/health", "https://shop/api/health"],
    });
  });

  it("takes the health endpoints as one list, too", () => {
    expect(expectationOf([], { healthUrls: ["http://shop/health"] }, "eu-west-1").healthUrls).toEqual([
      "http://shop/health",
    ]);
  });

  it("leaves out what waits to be deleted, what was never created, and alarms of other regions", () => {
    const resources = [
      serviceResource(revision(1), { delete: true }),
      serviceResource(revision(1), { id: undefined }),
      alarmResource("of-another-region", "us-east-1"),
    ];

    expect(expectationOf(resources, {}, "eu-west-1")).toEqual({ services: [], alarms: [], healthUrls: [] });
  });
});
