import { healthUrls } from "../../../stacks/environment/health-urls";

const URL = "https://app.proofpix.com";
const HEALTH_ENDPOINTS = ["/health", "/api/health", "/api/performance/health"];
const SERVICE = { worker: false, routing: undefined, healthEndpoints: HEALTH_ENDPOINTS };

describe("healthUrls", () => {
  it("are the product's three for the service that receives every other request (HC-1)", () => {
    expect(healthUrls(URL, SERVICE)).toEqual([
      "https://app.proofpix.com/health",
      "https://app.proofpix.com/api/health",
      "https://app.proofpix.com/api/performance/health",
    ]);
  });

  it("leave out what another service would answer", () => {
    expect(healthUrls(URL, { ...SERVICE, routing: { paths: ["/api/*"] } })).toEqual([
      "https://app.proofpix.com/api/health",
      "https://app.proofpix.com/api/performance/health",
    ]);
    expect(healthUrls(URL, { ...SERVICE, routing: { paths: ["/reports/*"] } })).toEqual([]);
  });

  it("begin with the service's own host, where it has one that is a name", () => {
    const hosts = ["*.proofpix.com", "api.proofpix.com"];

    expect(healthUrls(URL, { ...SERVICE, routing: { hosts }, healthEndpoints: ["/up"] })).toEqual([
      "https://api.proofpix.com/up",
    ]);
    expect(healthUrls(URL, { ...SERVICE, routing: { hosts: ["*.proofpix.com"] } })).toEqual([]);
  });

  it("stay plain where the load balancer is", () => {
    const api = { ...SERVICE, routing: { hosts: ["api.proofpix.com"] }, healthEndpoints: ["/up"] };

    expect(healthUrls("http://balancer.elb.amazonaws.com", api)).toEqual(["http://api.proofpix.com/up"]);
  });

  it("are none for a worker", () => {
    expect(healthUrls(URL, { ...SERVICE, worker: true })).toEqual([]);
  });
});
