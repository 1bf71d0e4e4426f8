import { describeRules, inLocalCloud, itRefuses, refusalOf, type TestCloud } from "../../support";
import { application } from "../lb/balanced";
import { exampleZone, RECORD } from "./zones";

const WEIGHTED = { setIdentifier: "blue", weightedRoutingPolicies: [{ weight: 1 }] };

function prepared(cloud: TestCloud) {
  const zoneId = exampleZone(cloud).id;
  const base = { zoneId, ttl: 60 };
  cloud.create(RECORD, { ...base, name: "taken", type: "A", records: ["192.0.2.1"] });
  cloud.create(RECORD, { ...base, name: "named", type: "CNAME", records: ["example.org"] });
  cloud.create(RECORD, { ...base, ...WEIGHTED, name: "spread", type: "A", records: ["192.0.2.1"] });
  return { zoneId, inputs: { ...base, name: "www", type: "A", records: ["192.0.2.1"] } };
}

describeRules(RECORD, prepared, [
  ["a zone that isn't there", { zoneId: "Z1" }, {}, "NoSuchHostedZone", "No hosted zone found with ID: Z1 (zoneId)"],
  [
    "a name that only ends like the zone",
    { name: "wwwexample.com" },
    { name: "www.example.com" },
    "InvalidChangeBatch",
    "RRSet with DNS name wwwexample.com. is not permitted in zone example.com. (name)",
  ],
  ["neither records nor alias", { records: undefined, ttl: undefined }, {}, "InvalidInput", "but found none"],
  ["records without a time to live", { ttl: undefined }, {}, "InvalidInput", "(aliases, records, ttl)"],
  [
    "an alias with a time to live",
    ({ zoneId }) => ({ records: undefined, aliases: [alias("taken.example.com", zoneId)] }),
    ({ zoneId }) => ({ records: undefined, ttl: undefined, aliases: [alias("taken.example.com", zoneId)] }),
    "InvalidInput",
    "but found more than one",
  ],
  ["a routing policy without identifier", { weightedRoutingPolicies: [{ weight: 1 }] }, WEIGHTED, "InvalidInput", "''"],
  ["an identifier without routing policy", { setIdentifier: "blue" }, WEIGHTED, "InvalidInput", "0 policies"],
  [
    "an IPv6 address in an A record",
    { records: ["2001:db8::1"] },
    { records: ["2001:db8::1"], type: "AAAA" },
    "InvalidChangeBatch",
    "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '2001:db8::1'",
  ],
  ["an IPv4 address in an AAAA record", { type: "AAAA" }, {}, "InvalidChangeBatch", "AAAARRDATAIllegalIPv6Address"],
  [
    "two canonical names",
    { type: "CNAME", records: ["example.org", "example.net"] },
    { type: "CNAME", records: ["example.org"] },
    "InvalidChangeBatch",
    "with 2 values (records)",
  ],
  [
    "a mail server without a priority",
    { type: "MX", records: ["mail.example.com"] },
    { type: "MX", records: ["10 mail.example.com"] },
    "InvalidChangeBatch",
    "encountered with 'mail.example.com'' (records)",
  ],
  [
    "a service without a port",
    { type: "SRV", records: ["10 5 sip.example.com"] },
    { type: "SRV", records: ["10 5 5060 sip.example.com"] },
    "InvalidChangeBatch",
    "a priority, a weight, a port and a domain name",
  ],
  [
    "a text of more than 255 characters in one string",
    { type: "TXT", records: ["a".repeat(256)] },
    { type: "TXT", records: [`${"a".repeat(255)}""a`] },
    "InvalidChangeBatch",
    "CharacterStringTooLong",
  ],
  [
    "a certificate authority without quotes",
    { type: "CAA", records: ["0 issue amazon.com"] },
    { type: "CAA", records: ['0 issue "amazon.com"'] },
    "InvalidChangeBatch",
    "in quotes",
  ],
  [
    "a canonical name that is none",
    { type: "CNAME", records: ["https://example.org"] },
    { type: "CNAME", records: ["example.org."] },
    "InvalidChangeBatch",
    "not a valid domain name",
  ],
  [
    "a canonical name at the apex",
    { name: "example.com", type: "CNAME", records: ["example.org"] },
    { name: "www.example.com", type: "CNAME", records: ["example.org"] },
    "InvalidChangeBatch",
    "is not permitted at apex in zone example.com. (name, type)",
  ],
  [
    "a record that is there",
    { name: "TAKEN.example.com." },
    { name: "TAKEN.example.com.", allowOverwrite: true },
    "InvalidChangeBatch",
    "Tried to create resource record set [name='taken.example.com.', type='A'] but it already exists",
  ],
  [
    "a record that is there with the same identifier",
    { ...WEIGHTED, name: "spread" },
    { ...WEIGHTED, name: "spread", setIdentifier: "green" },
    "InvalidChangeBatch",
    "set-identifier='blue'] but it already exists",
  ],
  [
    "the zone's name servers",
    { name: "", type: "NS", records: ["ns.example.org"] },
    { name: "", type: "NS", records: ["ns.example.org"], allowOverwrite: true },
    "InvalidChangeBatch",
    "[name='example.com.', type='NS'] but it already exists",
  ],
  [
    "a canonical name besides other records",
    { name: "taken", type: "CNAME", records: ["example.org"] },
    { name: "free", type: "CNAME", records: ["example.org"] },
    "InvalidChangeBatch",
    "as it conflicts with other records with the same DNS name",
  ],
  [
    "other records besides a canonical name",
    { name: "named" },
    { name: "name" },
    "InvalidChangeBatch",
    "because a conflicting RRSet of type CNAME with the same DNS name already exists",
  ],
  [
    "a simple record besides a routed one",
    { name: "spread" },
    { name: "spread", type: "AAAA", records: ["2001:db8::1"] },
    "InvalidChangeBatch",
    "cannot be created as other RRSets exist with the same name and type. (setIdentifier)",
  ],
]);

function alias(name: unknown, zoneId: unknown) {
  return { name, zoneId, evaluateTargetHealth: true };
}

describeRules(
  RECORD,
  (cloud) => {
    const { zoneId } = prepared(cloud);
    const { dnsName, zoneId: targetZone } = application(cloud).loadBalancer.computed;
    return {
      zoneId,
      dnsName,
      targetZone,
      inputs: { zoneId, name: "www", type: "A", aliases: [alias(dnsName, targetZone)] },
    };
  },
  [
    [
      "an alias of a load balancer that isn't there",
      ({ targetZone }) => ({ aliases: [alias("web-1.eu-west-1.elb.amazonaws.com", targetZone)] }),
      ({ targetZone, dnsName }) => ({ aliases: [alias(`dualstack.${String(dnsName)}`, targetZone)] }),
      "InvalidChangeBatch",
      "targets web-1.eu-west-1.elb.amazonaws.com., type A in zone Z32O12XQLNTSW2, but that target was not found",
    ],
    [
      "an alias in another zone than the load balancer's",
      ({ zoneId, dnsName }) => ({ aliases: [alias(dnsName, zoneId)] }),
      {},
      "InvalidChangeBatch",
      "the alias target name does not lie within the target zone",
    ],
    [
      "an alias of a load balancer that is no address",
      { type: "TXT" },
      { type: "AAAA" },
      "InvalidChangeBatch",
      "type TXT in zone Z32O12XQLNTSW2, but that target was not found",
    ],
    [
      "an alias of a record that isn't there",
      ({ zoneId }) => ({ aliases: [alias("nobody.example.com", zoneId)] }),
      ({ zoneId }) => ({ aliases: [alias("taken.example.com", zoneId)] }),
      "InvalidChangeBatch",
      "but that target was not found",
    ],
    [
      "an alias of a record of another type",
      ({ zoneId }) => ({ type: "AAAA", aliases: [alias("taken.example.com", zoneId)] }),
      ({ zoneId }) => ({ aliases: [alias("taken.example.com", zoneId)] }),
      "InvalidChangeBatch",
      "type AAAA",
    ],
    [
      "an alias of a name outside the zone",
      ({ zoneId }) => ({ aliases: [alias("www.example.org", zoneId)] }),
      ({ zoneId }) => ({ aliases: [alias("taken.example.com", zoneId)] }),
      "InvalidChangeBatch",
      "does not lie within the target zone",
    ],
  ],
);

itRefuses(
  "to turn a record into one that conflicts",
  (cloud) => {
    const { inputs, zoneId } = prepared(cloud);
    const www = cloud.create(RECORD, inputs);
    cloud.create(RECORD, { zoneId, name: "www", type: "TXT", ttl: 60, records: ["hello"] });
    return {
      violation: () => cloud.update(www, { type: "CNAME", records: ["example.org"] }),
      neighbour: () => cloud.update(www, { records: ["192.0.2.2"] }),
    };
  },
  "InvalidChangeBatch",
  "conflicts with other records",
);

describe("a record", () => {
  it("has its full name as an output", () => {
    const cloud = inLocalCloud();
    const { inputs, zoneId } = prepared(cloud);
    const record = cloud.create(RECORD, inputs);

    expect(cloud.outputs(record)).toMatchObject({ id: `${zoneId}_www_A`, name: "www", fqdn: "www.example.com" });
  });

  it("is no conflict with itself when its values change", () => {
    const cloud = inLocalCloud();
    const record = cloud.create(RECORD, prepared(cloud).inputs);

    expect(refusalOf(() => cloud.update(record, { ttl: 300 }))).toBeUndefined();
  });

  it("with an alias for something else is not modelled", () => {
    const cloud = inLocalCloud();
    const { zoneId } = prepared(cloud);
    const aliases = [alias("d1.cloudfront.net", "Z2FDTNDATAQYW2")];

    expect(() => cloud.create(RECORD, { zoneId, name: "www", type: "A", aliases })).toThrow("doesn't model");
  });
});
