import { healthUrls, type Addresses } from "../../../../../stacks/environment/sections/services/health-urls";

const URL = "https://app.proofpix.com";
const DOMAIN: Addresses["domain"] = {
  name: "app.proofpix.com",
  hostedZone: "proofpix.com",
  alternativeNames: ["*.app.proofpix.com", "api.proofpix.com"],
};

type Service = Addresses["services"][number];

function service(overrides: Partial<Service> = {}): Service {
  const healthEndpoints = ["/health", "/api/health", "/api/performance/health"];
  return { name: "enterprise", worker: false, routing: undefined, healthEndpoints, ...overrides };
}

function urls(asked: Service, others: readonly Service[] = []): string[] {
  return healthUrls(URL, asked, { services: [asked, ...others], domain: DOMAIN });
}

describe("healthUrls", () => {
  it("are the product's three for the service that receives every other request (HC-1)", () => {
    expect(urls(service())).toEqual([
      "https://app.proofpix.com/health",
      "https://app.proofpix.com/api/health",
      "https://app.proofpix.com/api/performance/health",
    ]);
  });

  it("leave out what its own routes don't lead to", () => {
    const fallback = service({ name: "web" });

    expect(urls(service({ routing: { paths: ["/api/*"] } }), [fallback])).toEqual([
      "https://app.proofpix.com/api/health",
      "https://app.proofpix.com/api/performance/health",
    ]);
    expect(urls(service({ routing: { paths: ["/reports/*"] } }), [fallback])).toEqual([]);
  });

  it("leave out what another service answers", () => {
    const api = service({ name: "api", routing: { paths: ["/api/*"] } });

    expect(urls(service(), [api])).toEqual(["https://app.proofpix.com/health"]);
  });

  it("move to another name of the environment where a service takes the domain", () => {
    const web = service({ name: "web", routing: { hosts: ["app.proofpix.com"] } });

    expect(urls(service({ name: "pictures", healthEndpoints: ["/health"] }), [web])).toEqual([
      "https://api.proofpix.com/health",
    ]);
    const pictures = service({ name: "pictures" });
    expect(healthUrls(URL, pictures, { services: [pictures, web] })).toEqual([]);
  });

  it("go by the order of the load balancer's rules", () => {
    const narrow = service({ name: "narrow", routing: { hosts: ["api.proofpix.com"], paths: ["/api/*"] } });
    const wide = service({ name: "wide", routing: { hosts: ["api.proofpix.com"] } });

    expect(urls(narrow, [wide])).toEqual([
      "https://api.proofpix.com/api/health",
      "https://api.proofpix.com/api/performance/health",
    ]);
    expect(urls(wide, [narrow])).toEqual(["https://api.proofpix.com/health"]);
  });

  it("begin with the service's own host, where it has one that is a name", () => {
    const hosts = ["*.proofpix.com", "api.proofpix.com"];

    expect(urls(service({ routing: { hosts }, healthEndpoints: ["/up"] }))).toEqual(["https://api.proofpix.com/up"]);
    expect(urls(service({ routing: { hosts: ["*.proofpix.com"] } }))).toEqual([]);
  });

  it("stay plain where the load balancer is", () => {
    const api = service({ routing: { hosts: ["api.proofpix.com"] }, healthEndpoints: ["/up"] });

    expect(healthUrls("http://balancer.elb.amazonaws.com", api, { services: [api] })).toEqual([
      "http://api.proofpix.com/up",
    ]);
  });

  it("are none for a worker", () => {
    expect(urls(service({ worker: true }))).toEqual([]);
  });
});
