import { isIPv4, isIPv6 } from "node:net";
import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { text, texts } from "../../model/values";

/** What is wrong with a value, in Route 53's words; undefined where nothing is. */
type ValueProblem = (value: string) => string | undefined;

/** Service bindings of the types HTTPS and SVCB. */
const BINDING = /^\d{1,5} \S+(?: [a-z0-9-]+(?:=\S+)?)*$/i;

/** Checks of values by type of record (Amazon Route 53 Developer Guide, "Supported DNS record types"). */
const VALUES: Readonly<Record<string, ValueProblem>> = {
  A: (value) => (isIPv4(value) ? undefined : "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"),
  AAAA: (value) => (isIPv6(value) ? undefined : "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"),
  CAA: (value) =>
    /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]) [a-z0-9]{1,15} ".*"$/.test(value)
      ? undefined
      : "CAARRDATAFormat (Value should have flags, a tag and a value in quotes)",
  CNAME: domainName,
  DS: shaped(/^\d{1,5} \d{1,3} \d{1,3} [0-9a-f\s]+$/i, "key tag, algorithm, digest type and digest"),
  HTTPS: shaped(BINDING, "priority, target and parameters"),
  MX: (value) => numbersAndName(value, 1, "MXRRDATATwoFields (Value should have a priority and a domain name)"),
  NAPTR: shaped(
    /^\d{1,5} \d{1,5} "[^"]*" "[^"]*" "[^"]*" \S+$/,
    "order, preference, flags, service and regexp in quotes, and replacement",
  ),
  NS: domainName,
  PTR: domainName,
  SPF: characterStrings,
  SSHFP: shaped(/^[1-4] [12] [0-9a-f]+$/i, "algorithm, type and fingerprint"),
  SVCB: shaped(BINDING, "priority, target and parameters"),
  TLSA: shaped(/^[0-3] [01] [0-2] [0-9a-f]+$/i, "usage, selector, matching type and data"),
  SRV: (value) =>
    numbersAndName(value, 3, "SRVRRDATAFourFields (Value should have a priority, a weight, a port and a domain name)"),
  TXT: characterStrings,
};

const LONGEST_CHARACTER_STRING = 255;
const LABEL = /^(?:[a-z0-9_*](?:[a-z0-9_-]{0,61}[a-z0-9_])?)$/i;

/** Refuses values that a record of this type can't have. */
export function requireValues({ inputs }: Operation): void {
  const problemOf = VALUES[text(inputs, "type") ?? ""];
  for (const value of texts(inputs, "records")) {
    const problem = problemOf?.(value);
    if (problem === undefined) continue;
    refuse(
      "InvalidChangeBatch",
      `Invalid Resource Record: 'FATAL problem: ${problem} encountered with '${value}''`,
      "records",
    );
  }
}

function shaped(form: RegExp, parts: string): ValueProblem {
  return (value) => (form.test(value) ? undefined : `InvalidRRDATA (Value should have ${parts})`);
}

function domainName(value: string): string | undefined {
  const name = value.replace(/\.$/, "");
  const isName = name.length <= LONGEST_CHARACTER_STRING && name.split(".").every((label) => LABEL.test(label));
  return isName ? undefined : "DomainLabelIllegal (Value is not a valid domain name)";
}

/** Numbers of 16 bits and a name, separated by spaces. */
function numbersAndName(value: string, numbers: number, problem: string): string | undefined {
  const fields = value.trim().split(/\s+/);
  const isWhole = fields.slice(0, numbers).every((field) => /^\d{1,5}$/.test(field) && Number(field) <= 65_535);
  return fields.length === numbers + 1 && isWhole ? domainName(fields[numbers] ?? "") : problem;
}

/**
 * Strings of 255 characters at most. The provider puts quotes around the whole value, so that `""` in it ends one
 * string and begins the next.
 */
function characterStrings(value: string): string | undefined {
  if (!/^(?:"(?:\\.|[^"\\])*"\s*)+$/s.test(`"${value}"`)) {
    return "InvalidCharacterString (Value should be enclosed in quotation marks)";
  }
  const tooLong = value.split(/"\s*"/).some((part) => part.replace(/^"|"$/g, "").length > LONGEST_CHARACTER_STRING);
  return tooLong ? "CharacterStringTooLong (Value is too long)" : undefined;
}
