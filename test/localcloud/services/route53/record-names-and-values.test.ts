import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, type RuleCase } from "../../support";
import { exampleZone, RECORD } from "./zones";

type Case = RuleCase<{ readonly inputs: object & Record<string, unknown> }>;

/** A value that a type of record can't have, and one that the Developer Guide shows. */
function values(type: string, wrong: string, right: string, words: string): Case {
  return [`${type} of ${wrong}`, { type, records: [wrong] }, { type, records: [right] }, "InvalidChangeBatch", words];
}

function name(what: string, wrong: string, right: string, words: string): Case {
  return [what, { name: wrong }, { name: right }, "InvalidChangeBatch", `${words} encountered with`];
}

function addresses(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `192.0.${Math.floor(index / 256)}.${index % 256}`);
}

describeLimits(RECORD, [
  ["type", "ALIAS", "AAAA", "InvalidInput", "resourceRecordSet.type'"],
  ["ttl", -1, 0, "InvalidInput", "greater than or equal to 0"],
  ["zoneId", "x".repeat(33), "x".repeat(32), "InvalidInput", "at 'hostedZoneId'"],
  ["weightedRoutingPolicies[0].weight", 256, 255, "InvalidInput", "less than or equal to 255"],
  ["setIdentifier", "x".repeat(129), "x".repeat(128), "InvalidInput", "less than or equal to 128"],
  ["records[0]", "x".repeat(4001), "x".repeat(4000), "InvalidInput", "resourceRecords.1.member.value'"],
]);

describeRules(
  RECORD,
  (cloud) => ({ inputs: { zoneId: exampleZone(cloud).id, name: "www", type: "A", ttl: 60, records: ["192.0.2.1"] } }),
  [
    name("a label over 63 characters", "a".repeat(64), "a".repeat(63), "DomainLabelTooLong (Domain label is too long)"),
    name("a label without characters", "a..example.com", "a.b.example.com", "DomainLabelEmpty (Domain label is empty)"),
    name("a space", "a b", "a\\040b", "UnsupportedCharacter (Value contains unsupported characters)"),
    name(
      "a name over 255 characters",
      Array.from({ length: 4 }, () => "a".repeat(62)).join("."),
      Array.from({ length: 3 }, () => "a".repeat(62)).join("."),
      "DomainNameTooLong (Domain name is too long)",
    ),
    [
      "name servers of any name",
      { name: "*", type: "NS", records: ["ns.example.org"] },
      { name: "sub", type: "NS", records: ["ns.example.org"] },
      "InvalidChangeBatch",
      "can't have the wildcard name *.example.com. (name, type)",
    ],
    [
      "an authority below the apex",
      { type: "SOA", records: ["ns.example.org. hostmaster.example.org. 1 7200 900 1209600 86400"] },
      {
        ...{ name: "example.com", type: "SOA", allowOverwrite: true },
        records: ["ns.example.org. hostmaster.example.org. 1 7200 900 1209600 86400"],
      },
      "InvalidChangeBatch",
      "only permitted at the apex of zone example.com. (name, type)",
    ],
    [
      "more than 400 values",
      { records: addresses(401) },
      { records: addresses(400) },
      "InvalidChangeBatch",
      "at most 400 values, got 401 (records)",
    ],
    values(
      "TXT",
      'say "hello"',
      'say \\"hello\\"',
      "InvalidCharacterString (Value should be enclosed in quotation marks)",
    ),
    values("SPF", '"v=spf1 -all"', "v=spf1 ip4:192.168.0.1/16-all", "InvalidCharacterString"),
    values("DS", "SHA-256", "123 4 5 1234567890ABCDEF1234567890ABCDEF", "key tag, algorithm, digest type and digest"),
    values("HTTPS", "h2", "1 . alpn=h3,h2", "priority, target and parameters"),
    values("SVCB", "example.com", "16 example.com port=53", "priority, target and parameters"),
    values("NAPTR", "100 50 u", '100 50 "u" "E2U+sip" "" _sip._udp.example.com', "order, preference, flags"),
    values("SSHFP", "9 2 abc", "4 2 1F2E3D4C5B6A79881726354453627180", "algorithm, type and fingerprint"),
    values("TLSA", "3 1 3 abc", "3 1 1 0D6FCE3320315023FF499A3F3DE1362C", "usage, selector, matching type and data"),
  ],
);

describe("a record", () => {
  it.each(["*", "_acme-challenge", "\\052.prod", "marketing.*", "x--y"])("may be called %s", (name) => {
    const cloud = inLocalCloud();
    const inputs = { zoneId: exampleZone(cloud).id, name, type: "TXT", ttl: 60, records: ['first""second'] };

    expect(cloud.create(RECORD, inputs).computed.fqdn).toBe(`${name}.example.com`);
  });
});
