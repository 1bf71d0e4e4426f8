import { knownValue, MANDATORY_FROM_STAGING, resourceRule, type Finding, type Reader } from "../core";
import { PASSWORDS } from "./shared/passwords";
import { readersAt } from "./shared/places";

interface Settings {
  /** Fewest characters of a password that counts as generated. */
  readonly minimumPasswordLength: number;
}

export const passwordsGenerated = resourceRule<Settings>({
  name: "passwords-generated",
  formerNames: ["secrets-rotated"],
  title: "Passwords of stores are generated",
  description:
    "Passwords of databases, warehouses, caches, brokers, search domains and directories are so long that they must be " +
    "generated, and contain no word that people make passwords of.",
  why: "A password that somebody made up can be guessed, stands in the program's history, or leaked elsewhere.",
  fix:
    "Generate the password (`random.RandomPassword`) into a secret, or let AWS manage it where it can: " +
    "`manageMasterUserPassword: true` on RDS and DocumentDB, `manageMasterPassword: true` on Redshift.",
  severity: "high",
  identifiers: { cfnNag: ["F23"] },
  requirements: ["SE-2", "CO-3"],
  references: [
    {
      title: "Amazon RDS User Guide, Password management with Amazon RDS and AWS Secrets Manager",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
    },
    {
      title: "Amazon Redshift Management Guide, Managing Amazon Redshift admin passwords using AWS Secrets Manager",
      url: "https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html",
    },
  ],
  types: Object.keys(PASSWORDS) as [string, ...string[]],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumPasswordLength: {
        type: "integer",
        minimum: 8,
        maximum: 30,
        description: "Fewest characters of a password that is taken for generated",
      },
    },
    defaults: {
      development: { minimumPasswordLength: 16 },
      staging: { minimumPasswordLength: 16 },
      production: { minimumPasswordLength: 16 },
    },
  },
  check: (store, { minimumPasswordLength }) =>
    (PASSWORDS[store.type] ?? [])
      .flatMap((path) => readersAt(store, path))
      .flatMap((password) => madeUp(password, minimumPasswordLength)),
});

/** Words of which people make passwords. About one in two million random passwords of 20 characters contains one. */
const WORDS = /passw[o0]rd|changeme|change-me|letmein|secret|admin|qwerty|welcome|12345/i;

/** Policies get secrets in plain text, so this can't tell whether Pulumi treats the password as a secret. */
function madeUp(password: Reader, minimumPasswordLength: number): Finding[] {
  const value = knownValue(password.string()) ?? "";
  const isShort = value.length < minimumPasswordLength;
  if (value === "" || (!isShort && !WORDS.test(value))) return [];
  return [
    {
      property: password.path,
      withheld: true,
      problem: `${isShort ? "it is so short that" : "by a common word in it,"} somebody made it up`,
      allowed: `at least ${minimumPasswordLength} characters, generated`,
      fix: "generate it with random.RandomPassword and keep it in Secrets Manager, or let AWS manage it",
    },
  ];
}
