import fc from "fast-check";
import { validationRecord } from "../../../../localcloud/services/acm/validation-records";
import { describeRules, inLocalCloud, refusalOf } from "../../support";
import { exampleZone, RECORD, validationRecords } from "../route53/zones";
import { CERTIFICATE, issuedCertificate, pendingCertificate, VALIDATION } from "./certificates";

describeRules(CERTIFICATE, () => ({ inputs: { domainName: "www.example.com", validationMethod: "DNS" } }), [
  ["no domain", { domainName: undefined }, {}, "ValidationException", "(domainName)"],
  ["no validation method", { validationMethod: undefined }, {}, "ValidationException", "(validationMethod)"],
  [
    "validation by HTTP",
    { validationMethod: "HTTP" },
    { validationMethod: "EMAIL" },
    "ValidationException",
    "for certificates of CloudFront only (validationMethod)",
  ],
  [
    "a key of imported certificates",
    { keyAlgorithm: "RSA_4096" },
    { keyAlgorithm: "EC_secp384r1" },
    "ValidationException",
    "RSA_4096 is not supported for requests (keyAlgorithm)",
  ],
  [
    "an eleventh name",
    { subjectAlternativeNames: names(10) },
    { subjectAlternativeNames: [...names(9), "www.example.com"] },
    "LimitExceededException",
    "Domain list length 11 exceeds the limit of 10 (subjectAlternativeNames)",
  ],
  [
    "mail to another domain",
    mailTo("example.org"),
    mailTo("example.com"),
    "InvalidDomainValidationOptionsException",
    "got example.org for www.example.com (validationOptions[0])",
  ],
  [
    "mail for a domain that isn't the certificate's",
    mailTo("example.com", "api.example.com"),
    mailTo("www.example.com"),
    "InvalidDomainValidationOptionsException",
    "got example.com for api.example.com (validationOptions[0])",
  ],
]);

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `n${index}.example.com`);
}

function mailTo(validationDomain: string, domainName = "www.example.com") {
  return { validationMethod: "EMAIL", validationOptions: [{ domainName, validationDomain }] };
}

describeRules(
  VALIDATION,
  (cloud) => {
    const mailed = cloud.create(CERTIFICATE, { domainName: "example.org", validationMethod: "EMAIL" }).id;
    const certificate = issuedCertificate(cloud);
    const pending = pendingCertificate(cloud, "other.example.com").id;
    const [record] = validationRecords(certificate, "");
    return { pending, mailed, fqdn: String(record?.name), inputs: { certificateArn: certificate.id } };
  },
  [
    [
      "a certificate that isn't there",
      { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" },
      {},
      "ResourceNotFoundException",
      "Could not find certificate",
    ],
    [
      "a certificate whose records aren't there",
      ({ pending }) => ({ certificateArn: pending }),
      {},
      "Timeout",
      ".other.example.com. CNAME with _",
    ],
    [
      "a certificate that waits for a mail",
      ({ mailed }) => ({ certificateArn: mailed }),
      {},
      "Timeout",
      "nobody reads ACM's mail",
    ],
    [
      "records without that of a domain",
      { validationRecordFqdns: ["_1.www.example.com"] },
      ({ fqdn }) => ({ validationRecordFqdns: [fqdn] }),
      "InvalidParameter",
      "missing www.example.com DNS validation record: _",
    ],
    [
      "records of a certificate that waits for a mail",
      ({ mailed, fqdn }) => ({ certificateArn: mailed, validationRecordFqdns: [fqdn] }),
      {},
      "InvalidParameter",
      "not valid for EMAIL validation (validationRecordFqdns)",
    ],
  ],
);

describe("a certificate", () => {
  it("has a record for each domain; a wildcard shares the record of its domain", () => {
    const cloud = inLocalCloud();
    const subjectAlternativeNames = ["*.example.com", "example.org"];
    const certificate = cloud.create(CERTIFICATE, {
      domainName: "example.com",
      subjectAlternativeNames,
      validationMethod: "DNS",
    });
    const { domainValidationOptions } = cloud.outputs(certificate);

    expect(domainValidationOptions).toMatchObject(
      ["example.com", "*.example.com", "example.org"].map((domainName) => ({
        domainName,
        resourceRecordName: expect.stringMatching(/^_[0-9a-f]{32}\.example\.(com|org)\.$/) as unknown,
        resourceRecordType: "CNAME",
        resourceRecordValue: expect.stringMatching(/^_[0-9a-f]{32}\.[a-z]{10}\.acm-validations\.aws\.$/) as unknown,
      })),
    );
    expect(validationRecords(certificate, "")).toHaveLength(2);
  });

  it("is pending at first, with its domain among its names", () => {
    const cloud = inLocalCloud();
    const { status, subjectAlternativeNames, type } = cloud.outputs(pendingCertificate(cloud));

    expect({ status, subjectAlternativeNames, type }).toEqual({
      status: "PENDING_VALIDATION",
      subjectAlternativeNames: ["www.example.com"],
      type: "AMAZON_ISSUED",
    });
  });

  it("is not issued by a record with another value", () => {
    const cloud = inLocalCloud();
    const certificate = pendingCertificate(cloud);
    const zoneId = exampleZone(cloud).id;
    const [record] = validationRecords(certificate, zoneId);
    cloud.create(RECORD, { ...record, records: ["_1.acm-validations.aws."] });

    expect(refusalOf(() => cloud.create(VALIDATION, { certificateArn: certificate.id }))).toContain("Timeout");
  });

  it("needs the records of all its domains", () => {
    const cloud = inLocalCloud();
    const certificate = cloud.create(CERTIFICATE, {
      domainName: "example.com",
      subjectAlternativeNames: ["www.example.com"],
      validationMethod: "DNS",
    });
    const [first, second] = validationRecords(certificate, exampleZone(cloud).id);
    cloud.create(RECORD, first ?? {});
    const validate = () => cloud.create(VALIDATION, { certificateArn: certificate.id });

    expect(refusalOf(validate)).toContain(".www.example.com. CNAME");
    cloud.create(RECORD, second ?? {});
    expect(refusalOf(validate)).toBeUndefined();
  });

  it("stays issued once it was validated", () => {
    const cloud = inLocalCloud();
    const certificateArn = issuedCertificate(cloud).id;
    cloud.create(VALIDATION, { certificateArn });
    for (const record of cloud.cloud.state.ofType(RECORD)) cloud.delete(record);

    expect(refusalOf(() => cloud.create(VALIDATION, { certificateArn }))).toBeUndefined();
  });

  it("changes its options", () => {
    const cloud = inLocalCloud();
    const changed = cloud.update(pendingCertificate(cloud), {
      options: { certificateTransparencyLoggingPreference: "DISABLED" },
    });

    expect(cloud.outputs(changed).options).toEqual({
      certificateTransparencyLoggingPreference: "DISABLED",
      export: "DISABLED",
    });
  });

  it("that is imported is not modelled", () => {
    const cloud = inLocalCloud();

    expect(() => cloud.create(CERTIFICATE, { certificateBody: "x", privateKey: "y" })).toThrow("doesn't model");
  });
});

describe("a validation", () => {
  it("has the certificate's time of issue as a unique id", () => {
    const cloud = inLocalCloud();
    const certificateArn = issuedCertificate(cloud).id;
    const ids = Array.from({ length: 3 }, () => cloud.create(VALIDATION, { certificateArn }).id);

    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \+0000 UTC$/);
  });
});

describe("a validation record", () => {
  const domains = fc.stringMatching(/^[a-z]{1,10}(\.[a-z]{2,10}){1,3}$/);

  it("is the same for a domain in any case and for its wildcard, and is a name below the domain", () => {
    fc.assert(
      fc.property(domains, (domain) => {
        const record = validationRecord("123456789012", domain);
        expect(validationRecord("123456789012", `*.${domain.toUpperCase()}`)).toEqual(record);
        expect(record.name.slice(33)).toBe(`.${domain}.`);
      }),
    );
  });

  it("is another one for another domain or account", () => {
    fc.assert(
      fc.property(domains, domains, (domain, other) => {
        fc.pre(domain !== other);
        const { name, value } = validationRecord("123456789012", domain);
        const [label] = name.split(".");
        expect(validationRecord("123456789012", other).name.split(".")[0]).not.toBe(label);
        expect(validationRecord("210987654321", domain).value).not.toBe(value);
      }),
    );
  });
});
