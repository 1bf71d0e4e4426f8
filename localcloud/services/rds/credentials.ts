import { refuse } from "../../model/aws-error";
import { flag, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { isReservedName } from "./reserved-names";

/** Names of the inputs that hold a database's master user. */
export interface CredentialInputs {
  readonly user: string;
  readonly password: string;
  readonly passwordWo: string;
  readonly database: string;
  /** Most characters of the password. */
  readonly longestPassword: number;
}

/** Inputs of an instance (Amazon RDS API Reference, CreateDBInstance). */
export const INSTANCE_CREDENTIALS: CredentialInputs = {
  user: "username",
  password: "password",
  passwordWo: "passwordWo",
  database: "dbName",
  longestPassword: 128,
};

/** Inputs of a cluster (Amazon RDS API Reference, CreateDBCluster). */
export const CLUSTER_CREDENTIALS: CredentialInputs = {
  user: "masterUsername",
  password: "masterPassword",
  passwordWo: "masterPasswordWo",
  database: "databaseName",
  longestPassword: 41,
};

/** What is wrong with a password by itself, in any input that holds one. */
export function requirePasswords(
  inputs: Properties,
  { password, passwordWo, longestPassword }: CredentialInputs,
): void {
  for (const input of [password, passwordWo]) {
    const value = text(inputs, input);
    if (value !== undefined) requirePassword(value, longestPassword, input);
  }
  requireVersionOfWriteOnly(inputs, passwordWo);
  const sources = given(inputs, [password, passwordWo]);
  const isManaged = flag(inputs, "manageMasterUserPassword") === true;
  if (sources.length <= 1 && !(isManaged && sources.length > 0)) return;
  refuse(
    "ConflictingArguments",
    `Conflicting configuration arguments: the password has one source`,
    [...sources, ...(isManaged ? ["manageMasterUserPassword"] : [])].join(", "),
  );
}

/** The official provider's schema (`RequiredWith`). */
function requireVersionOfWriteOnly(inputs: Properties, input: string): void {
  const pair = [input, `${input}Version`];
  if (given(inputs, pair).length !== 1) return;
  refuse("MissingRequiredArgument", `all of \`${pair.join(",")}\` must be specified`, pair.join(", "));
}

/** The refusal never repeats the password. */
function requirePassword(value: string, longest: number, input: string): void {
  if (!/^[\x21-\x7E]*$/.test(value) || /[/"@]/.test(value)) {
    refuse(
      "InvalidParameterValue",
      "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides '/', '@', '\"', ' ' may be used.",
      input,
    );
  }
  if (value.length < 8) {
    refuse(
      "InvalidParameterValue",
      "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
      input,
    );
  }
  if (value.length <= longest) return;
  refuse(
    "InvalidParameterValue",
    `The parameter MasterUserPassword is not a valid password because it is longer than ${longest} characters.`,
    input,
  );
}

/** What a new database needs that is neither a replica nor restored: a master user with a password. */
export function requireCredentials(inputs: Properties, names: CredentialInputs): void {
  requireMasterUser(text(inputs, names.user), names.user);
  requireDatabaseName(text(inputs, names.database), names.database);
  const isManaged = flag(inputs, "manageMasterUserPassword") === true;
  if (isManaged || given(inputs, [names.password, names.passwordWo]).length > 0) return;
  refuse(
    "InvalidParameterValue",
    "The parameter MasterUserPassword must be provided and must not be blank.",
    names.password,
  );
}

function requireMasterUser(user: string | undefined, input: string): void {
  if (user === undefined) {
    refuse("InvalidParameterValue", "The parameter MasterUsername must be provided and must not be blank.", input);
  }
  if (!/^[a-zA-Z][a-zA-Z0-9_]{0,15}$/.test(user)) {
    refuse(
      "InvalidParameterValue",
      `The parameter MasterUsername must have 1 to 16 letters, numbers, or underscores, and begin with a letter: ${user}`,
      input,
    );
  }
  if (!isReservedName(user)) return;
  refuse(
    "InvalidParameterValue",
    `MasterUsername ${user} cannot be used as it is a reserved word used by the engine`,
    input,
  );
}

function requireDatabaseName(name: string | undefined, input: string): void {
  if (name === undefined) return;
  if (!/^[a-zA-Z]\w{0,62}$/.test(name)) {
    refuse(
      "InvalidParameterValue",
      `DBName must begin with a letter and contain only alphanumeric characters, at most 63: ${name}`,
      input,
    );
  }
  if (!isReservedName(name)) return;
  refuse("InvalidParameterValue", `DBName ${name} cannot be used. It is a reserved word for this engine`, input);
}
