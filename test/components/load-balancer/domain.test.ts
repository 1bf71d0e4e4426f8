import { all, only } from "../../support/deploy";
import { CERTIFICATE, deployed, inputsOf, namesOf, SECURE, TYPE, WITH_DOMAIN } from "./fixture";

describe("the load balancer's domain", () => {
  it("gets a certificate, validated by records, and addresses", async () => {
    const resources = await deployed(WITH_DOMAIN);

    expect(only(resources, TYPE.certificate).inputs).toMatchObject({
      domainName: "app.example.com",
      subjectAlternativeNames: ["*.app.example.com", "api.example.com"],
      validationMethod: "DNS",
    });
    expect(namesOf(resources, TYPE.record)).toEqual([
      "web-validation-app.example.com",
      "web-validation-api.example.com",
      "web-alias-app.example.com",
      "web-alias-*.app.example.com",
      "web-alias-api.example.com",
    ]);
    expect(inputsOf(resources, TYPE.record, "web-validation-app.example.com")).toEqual({
      zoneId: "zone-of-example.com",
      name: "_token.app.example.com",
      type: "CNAME",
      records: ["_proof-of-app.example.com.acm-validations.aws"],
      ttl: 300,
      allowOverwrite: true,
    });
    expect(inputsOf(resources, TYPE.record, "web-alias-app.example.com")).toEqual({
      zoneId: "zone-of-example.com",
      name: "app.example.com",
      type: "A",
      aliases: [{ name: "web.elb.amazonaws.com", zoneId: "Z-ELB", evaluateTargetHealth: true }],
    });
  });

  it("is served only once its certificate is issued", async () => {
    const resources = await deployed(WITH_DOMAIN);
    const validation = only(resources, "aws:acm/certificateValidation:CertificateValidation").inputs;

    expect(validation).toEqual({
      certificateArn: "arn:mock:web-certificate",
      validationRecordFqdns: ["fqdn-of-web-validation-app.example.com", "fqdn-of-web-validation-api.example.com"],
    });
    expect(inputsOf(resources, TYPE.listener, "web-https").certificateArn).toBe("issued-certificate");
  });

  it("gets addresses only, in a named zone, with a given certificate", async () => {
    const resources = await deployed({ ...SECURE, domain: { name: "app.example.com", hostedZone: "app.example.com" } });

    expect(all(resources, TYPE.certificate)).toEqual([]);
    expect(only(resources, TYPE.record).inputs).toMatchObject({ type: "A", zoneId: "zone-of-app.example.com" });
    expect(inputsOf(resources, TYPE.listener, "web-https").certificateArn).toBe(CERTIFICATE);
  });

  it("leaves DNS alone where none is given", async () => {
    expect(all(await deployed(SECURE), TYPE.record)).toEqual([]);
  });
});
