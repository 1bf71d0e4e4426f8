/** Type token of the resource. */
export const MIGRATION_RUN = "proofpix:database-migration:MigrationRun";

/** What a run of a migration is told. */
export interface MigrationRunInputs {
  /** Image by digest. */
  readonly image: string;
  /** What the migration's container runs. */
  readonly command: readonly string[];
  /** Host of the database, which tells databases apart. */
  readonly databaseHost: string;
  /** Id of the value of the secret of the services' role; undefined where services have none. */
  readonly serviceSecretVersion?: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly logGroupName: string;
  readonly timeoutSeconds: number;
}

/** Names of the task's containers, in the order in which they run, and how the names of their log streams begin. */
export const CONTAINERS = [
  { name: "role", streamPrefix: "sidecars" },
  { name: "application", streamPrefix: "ecs" },
] as const;

/** What decides whether a migration has run: the others say how. */
const DECISIVE = [
  "image",
  "command",
  "databaseHost",
  "serviceSecretVersion",
] as const satisfies readonly (keyof MigrationRunInputs)[];

/** All inputs, and whether each run has them. */
const ALL: Readonly<Record<keyof MigrationRunInputs, boolean>> = {
  image: true,
  command: true,
  databaseHost: true,
  serviceSecretVersion: false,
  clusterArn: true,
  taskDefinitionArn: true,
  subnetIds: true,
  securityGroupIds: true,
  logGroupName: true,
  timeoutSeconds: true,
};

type Values = Readonly<Record<string, unknown>>;

/** Names of the inputs that differ. */
export function changedInputs(before: Values, after: Values): string[] {
  return Object.keys(ALL).filter((name) => !isSame(before[name], after[name]));
}

/** Whether a change of inputs has the migration run. */
export function isAnotherRun(before: Values, after: Values): boolean {
  return DECISIVE.some((name) => !isSame(before[name], after[name]));
}

/** What is wrong with inputs, by their names. The component gives right ones; a transform may not. */
export function inputProblems(inputs: Values): { readonly property: string; readonly reason: string }[] {
  return Object.entries(ALL).flatMap(([property, isNeeded]) =>
    isNeeded && inputs[property] === undefined ? [{ property, reason: "is missing" }] : [],
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
