import { CERTIFICATE, deployed, inputsOf, namesOf, PLAIN, SECURE, TYPE } from "./fixture";

const NOT_FOUND = [
  { type: "fixed-response", fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" } },
];

describe("the load balancer's listeners", () => {
  it("serve HTTPS under AWS's recommended policy and redirect everything else to it", async () => {
    const resources = await deployed(SECURE);

    expect(namesOf(resources, TYPE.listener)).toEqual(["web-http", "web-https", "web-test"]);
    expect(inputsOf(resources, TYPE.listener, "web-https")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      certificateArn: CERTIFICATE,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: NOT_FOUND,
    });
    expect(inputsOf(resources, TYPE.listener, "web-http")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
    });
  });

  it("serve plain HTTP without a certificate", async () => {
    const resources = await deployed(PLAIN);
    const http = inputsOf(resources, TYPE.listener, "web-http");

    expect(namesOf(resources, TYPE.listener)).toEqual(["web-http", "web-test"]);
    expect(http).toMatchObject({ port: 80, protocol: "HTTP", defaultActions: NOT_FOUND });
    expect(http).not.toHaveProperty("sslPolicy");
  });
});
