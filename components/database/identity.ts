import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { keepingInputs } from "../shared/kept-inputs";
import { boundedName } from "../shared/naming";
import { transformed } from "../shared/transform";
import type { DatabaseChildren } from "./dependencies";

/** A database's physical name and first password. */
export interface DatabaseIdentity {
  readonly identifier: pulumi.Output<string>;
  readonly password: pulumi.Output<string>;
}

/**
 * Identifiers have at most 63 characters, of which a replica's ending takes 11 (Amazon RDS API Reference,
 * CreateDBInstance), and those of Multi-AZ DB clusters 52.
 */
const IDENTIFIER_LENGTH = 48;
const IDENTIFIER_BYTES = 4;
const IDENTIFIER_SUFFIX_LENGTH = 1 + 2 * IDENTIFIER_BYTES;
const PASSWORD_LENGTH = 32;
/**
 * RDS refuses `/`, `@`, quotes and spaces in a password (Amazon RDS API Reference, CreateDBInstance), and these are the
 * ones that a URL takes as they are (RFC 3986, "Unreserved Characters").
 */
const PASSWORD_SPECIALS = "-_.~";

/**
 * Chooses a database's identifier and password. The identifier is random, so that the final snapshot, which is named
 * after it, meets none of a database that was destroyed before, and that log groups can be created before the database
 * that writes to them. It stays over updates, and when the database is renamed with an alias: another one would be
 * another cluster, or another address of an instance.
 */
export function createIdentity(children: DatabaseChildren): DatabaseIdentity {
  const { name, parent, transform } = children;
  const beginning = boundedName(name, IDENTIFIER_LENGTH - IDENTIFIER_SUFFIX_LENGTH);
  const suffix = new random.RandomId(
    ...transformed<random.RandomIdArgs>(
      transform.identifier,
      `${name}-identifier`,
      { byteLength: IDENTIFIER_BYTES, prefix: `${beginning}-` },
      keepingInputs(["prefix"], { parent }),
    ),
  );
  const password = new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform.password,
      `${name}-password`,
      {
        length: PASSWORD_LENGTH,
        overrideSpecial: PASSWORD_SPECIALS,
        minLower: 1,
        minUpper: 1,
        minNumeric: 1,
        minSpecial: 1,
      },
      { parent },
    ),
  );
  return {
    // An id that was created without a prefix doesn't get one any more.
    identifier: suffix.hex.apply((id) => (/-/.test(id) ? id : `${beginning}-${id}`)),
    password: pulumi.secret(password.result),
  };
}

/** Name of the snapshot that RDS makes when the database is deleted. */
export function finalSnapshotIdentifier(identifier: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.interpolate`${identifier}-final`;
}
